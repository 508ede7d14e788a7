import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import {
  APIGatewayClient,
  CreateBasePathMappingCommand,
  CreateDeploymentCommand,
  CreateDomainNameCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway';

export const lambdaUri =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:hello/invocations';

const settings = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

/** A client of the engine; the caller destroys it. */
export const connect = (endpoint: string) => new APIGatewayClient(settings(endpoint));

/** An API with `GET /test` (MOCK) and, where wanted, `POST /test` (a function), deployed as `local`. Gives its id. */
export const deploy = async (client: APIGatewayClient, { post = true } = {}): Promise<string> => {
  const { id: restApiId = '' } = await client.send(new CreateRestApiCommand({ name: 'shop' }));
  const { items } = await client.send(new GetResourcesCommand({ restApiId }));
  const parentId = items?.[0]?.id ?? '';
  const { id: resourceId = '' } = await client.send(
    new CreateResourceCommand({ restApiId, parentId, pathPart: 'test' }),
  );
  await mock(client, { restApiId, resourceId, httpMethod: 'GET' });
  if (post) await invoke(client, { restApiId, resourceId, httpMethod: 'POST' });
  await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'local' }));
  return restApiId;
};

/** Without a function of that name: a call of it fails. */
const invoke = async (
  client: APIGatewayClient,
  method: { restApiId: string; resourceId: string; httpMethod: string },
) => {
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
  await client.send(
    new PutIntegrationCommand({
      ...method,
      type: 'AWS_PROXY',
      uri: lambdaUri,
      integrationHttpMethod: 'POST',
    }),
  );
};

export const mock = async (
  client: APIGatewayClient,
  method: { restApiId: string; resourceId: string; httpMethod: string },
) => {
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
  await client.send(
    new PutIntegrationCommand({
      ...method,
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
    }),
  );
  await client.send(new PutMethodResponseCommand({ ...method, statusCode: '200' }));
  await client.send(new PutIntegrationResponseCommand({ ...method, statusCode: '200' }));
};

/** Maps `chaos-example.demo.com` to an API: its root to the stage `local`, a base path to all stages. */
export const map = async (
  client: APIGatewayClient,
  endpoint: string,
  { restApiId, basePath }: { restApiId: string; basePath?: string },
) => {
  const domainName = 'chaos-example.demo.com';
  const acm = new ACMClient(settings(endpoint));
  const certificate = await acm.send(new RequestCertificateCommand({ DomainName: domainName }));
  acm.destroy();
  await client.send(
    new CreateDomainNameCommand({
      domainName,
      regionalCertificateArn: certificate.CertificateArn,
      endpointConfiguration: { types: ['REGIONAL'] },
    }),
  );
  const target = basePath === undefined ? { stage: 'local' } : { basePath };
  await client.send(new CreateBasePathMappingCommand({ domainName, restApiId, ...target }));
};
