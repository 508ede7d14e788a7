import assert from 'node:assert/strict';
import { request } from 'node:http';
import { ACMClient, DescribeCertificateCommand, RequestCertificateCommand } from '@aws-sdk/client-acm';
import {
  APIGatewayClient,
  ConflictException,
  CreateBasePathMappingCommand,
  CreateDeploymentCommand,
  CreateDomainNameCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetBasePathMappingsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetStageCommand,
  GetTagsCommand,
  NotFoundException,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  paginateGetRestApis,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { CreateFunctionCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { withEngine } from '../../cli/engine/withEngine';

const settings = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

async function withClient(work: (client: APIGatewayClient, url: string) => Promise<void>): Promise<void> {
  await withEngine({}, async ({ url }) => {
    const client = new APIGatewayClient(settings(url));
    await work(client, url).finally(() => client.destroy());
  });
}

async function createApi(client: APIGatewayClient, pathPart: string, httpMethod = 'GET') {
  const { id: restApiId, rootResourceId: parentId } = await client.send(
    new CreateRestApiCommand({ name: 'shop' }),
  );
  const { id: resourceId } = await client.send(new CreateResourceCommand({ restApiId, parentId, pathPart }));
  const where = { restApiId, resourceId, httpMethod };
  await client.send(new PutMethodCommand({ ...where, authorizationType: 'NONE' }));
  return where;
}

async function createMock(client: APIGatewayClient, text: string) {
  const where = await createApi(client, 'test');
  const type = 'application/json';
  const requestTemplates = { [type]: '{"statusCode":200}' };
  await client.send(new PutIntegrationCommand({ ...where, type: 'MOCK', requestTemplates }));
  await client.send(new PutMethodResponseCommand({ ...where, statusCode: '200' }));
  const responseTemplates = { [type]: text };
  await client.send(new PutIntegrationResponseCommand({ ...where, statusCode: '200', responseTemplates }));
  const { restApiId } = where;
  await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'local' }));
  return where;
}

async function createDomain(client: APIGatewayClient, url: string, domainName: string): Promise<void> {
  const acm = new ACMClient(settings(url));
  const { CertificateArn } = await acm.send(new RequestCertificateCommand({ DomainName: domainName }));
  const { Certificate } = await acm.send(new DescribeCertificateCommand({ CertificateArn }));
  acm.destroy();
  assert.equal(Certificate?.Status, 'ISSUED');
  assert.ok(Certificate?.NotAfter instanceof Date);
  await client.send(
    new CreateDomainNameCommand({
      domainName,
      regionalCertificateArn: CertificateArn,
      endpointConfiguration: { types: ['REGIONAL'] },
    }),
  );
}

/** The built-in fetch cannot send a Host header. */
const getWithHost = (url: string, host: string): Promise<[status: number | undefined, body: string]> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { headers: { host }, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => resolve([answer.statusCode, Buffer.concat(chunks).toString()]));
    });
    sent.on('error', reject).end();
  });

describe('API Gateway for the AWS SDK', () => {
  it('gives back what was put, in the types of the SDK', () =>
    withClient(async (client) => {
      const where = await createMock(client, 'ok');
      const { restApiId, resourceId } = where;
      const { createdDate, name } = await client.send(new GetRestApiCommand({ restApiId }));
      assert.ok(createdDate instanceof Date);
      assert.equal(name, 'shop');
      const { items } = await client.send(new GetResourcesCommand({ restApiId, embed: ['methods'] }));
      const resource = items?.find(({ id }) => id === resourceId);
      assert.equal(resource?.path, '/test');
      assert.equal(resource?.resourceMethods?.GET?.methodIntegration?.type, 'MOCK');
    }));

  it("tells an integration's method from the method it belongs to", () =>
    withClient(async (client) => {
      const where = await createApi(client, 'a');
      const target = 'arn:aws:lambda:us-east-1:000000000000:function:a';
      const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${target}/invocations`;
      const integration = await client.send(
        new PutIntegrationCommand({ ...where, type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri }),
      );
      assert.equal(integration.httpMethod, 'POST');
    }));

  it('refuses with errors the SDK knows', () =>
    withClient(async (client) => {
      await assert.rejects(client.send(new GetRestApiCommand({ restApiId: 'none' })), NotFoundException);
      const { restApiId, resourceId, httpMethod } = await createApi(client, 'a');
      const again = new PutMethodCommand({ restApiId, resourceId, httpMethod, authorizationType: 'NONE' });
      await assert.rejects(client.send(again), ConflictException);
    }));

  it('pages through lists', () =>
    withClient(async (client) => {
      for (const name of ['a', 'b', 'c']) await client.send(new CreateRestApiCommand({ name }));
      const names: (string | undefined)[][] = [];
      for await (const { items } of paginateGetRestApis({ client, pageSize: 2 }, {})) {
        names.push((items ?? []).map(({ name }) => name));
      }
      assert.deepEqual(names, [['a', 'b'], ['c']]);
    }));

  it('updates stages and tags', () =>
    withClient(async (client) => {
      const { restApiId } = await createMock(client, 'ok');
      const stageName = 'local';
      const patchOperations = [{ op: 'replace' as const, path: '/variables/a', value: 'b' }];
      await client.send(new UpdateStageCommand({ restApiId, stageName, patchOperations }));
      assert.deepEqual((await client.send(new GetStageCommand({ restApiId, stageName }))).variables, {
        a: 'b',
      });
      const resourceArn = `arn:aws:apigateway:us-east-1::/restapis/${restApiId}`;
      await client.send(new TagResourceCommand({ resourceArn, tags: { one: '1', two: '2' } }));
      await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['one'] }));
      assert.deepEqual((await client.send(new GetTagsCommand({ resourceArn }))).tags, { two: '2' });
    }));

  it('serves the deployed API at its endpoint and its custom domain', () =>
    withClient(async (client, url) => {
      const { restApiId } = await createMock(client, '{"from":"$context.domainName"}');
      const domainName = 'shop.example.com';
      await createDomain(client, url, domainName);
      const mapping = { domainName, restApiId, stage: 'local' };
      await client.send(new CreateBasePathMappingCommand({ ...mapping, basePath: 'v1' }));
      const { items } = await client.send(new GetBasePathMappingsCommand({ domainName }));
      assert.deepEqual(items, [{ basePath: 'v1', restApiId, stage: 'local' }]);
      const direct = await fetch(`${url}/_aws/execute-api/${restApiId}/local/test`);
      assert.deepEqual(
        [direct.status, await direct.text()],
        [200, `{"from":"${restApiId}.execute-api.us-east-1.amazonaws.com"}`],
      );
      assert.deepEqual(await getWithHost(`${url}/v1/test`, domainName), [200, `{"from":"${domainName}"}`]);
      assert.equal((await getWithHost(`${url}/test`, domainName))[0], 403);
    }));

  it('calls the function behind an endpoint', () =>
    withClient(async (client, url) => {
      const lambda = new LambdaClient(settings(url));
      const code = `exports.handler = async ({ path, body }) => {
        if (body === 'fail') throw new Error('as asked');
        return { statusCode: 201, headers: { 'X-Path': path }, body };
      };`;
      const { FunctionArn } = await lambda.send(
        new CreateFunctionCommand({
          FunctionName: 'echo',
          Runtime: 'nodejs22.x',
          Role: 'arn:aws:iam::000000000000:role/any',
          Handler: 'index.handler',
          Code: { ZipFile: zipSync({ 'index.js': strToU8(code) }) },
        }),
      );
      await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 10 }, { FunctionName: 'echo' });
      lambda.destroy();
      const { restApiId, ...where } = await createApi(client, '{proxy+}', 'ANY');
      const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FunctionArn}/invocations`;
      const integration = { type: 'AWS_PROXY' as const, integrationHttpMethod: 'POST', uri };
      await client.send(new PutIntegrationCommand({ restApiId, ...where, ...integration }));
      await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'local' }));
      const post = async (body: string) => {
        const answer = await fetch(`${url}/_aws/execute-api/${restApiId}/local/a/b`, {
          method: 'POST',
          body,
        });
        return [answer.status, answer.headers.get('x-path'), await answer.text()];
      };
      assert.deepEqual(await post('hello'), [201, '/a/b', 'hello']);
      assert.deepEqual(await post('fail'), [502, null, '{"message":"Internal server error"}']);
    }));

  it('forgets an API that was deleted', () =>
    withClient(async (client, url) => {
      const { restApiId } = await createMock(client, 'ok');
      await client.send(new DeleteRestApiCommand({ restApiId }));
      const { status } = await fetch(`${url}/_aws/execute-api/${restApiId}/local/test`);
      assert.equal(status, 404);
    }));

  it('survives a restart of the engine', () =>
    withEngine({}, async (first) => {
      const client = new APIGatewayClient(settings(first.url));
      const { restApiId } = await createMock(client, 'still here');
      client.destroy();
      await first.close();
      await withEngine({ dataDir: first.dataDir }, async ({ url }) => {
        const answer = await fetch(`${url}/_aws/execute-api/${restApiId}/local/test`);
        assert.deepEqual([answer.status, await answer.text()], [200, 'still here']);
      });
    }));
});
