import assert from 'node:assert/strict';
import * as acm from '@aws-sdk/client-acm';
import * as apigateway from '@aws-sdk/client-api-gateway';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import type { HttpRequest } from '../../aws/http';
import { restOperations } from '../../aws/model/operations.generated';
import type { RestOperation } from '../../aws/model/restOperation';
import { captureRequest } from './captureRequest';
import { identifyCall } from './identifyCall';

const settings = {
  endpoint: 'http://127.0.0.1:4566',
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

/** Identified in an engine whose own region is another one. */
const identify = (request: HttpRequest) => identifyCall(request, 'us-east-1');

const request = (overrides: Partial<HttpRequest>): HttpRequest => ({
  method: 'GET',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  rawHeaders: [],
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  ...overrides,
});

/** Everything the operation has to have: labels, query parameters and headers, each with a value of its type. */
function sampleInput({ uri, needs = [], query = {}, headers = {} }: RestOperation): Record<string, unknown> {
  const labels = [...uri.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name ?? '');
  const bound = needs.map((need) =>
    need.startsWith('?') ? query[need.slice(1)] : (headers[need] ?? 'missing'),
  );
  const values: Record<string, unknown> = { number: 1, boolean: true, list: ['a'] };
  return Object.fromEntries(
    [...labels, ...bound].map((binding = '') => {
      const [member = '', kind = ''] = binding.split(':');
      return [member, values[kind] ?? 'sample'];
    }),
  );
}

const restClients = {
  apigateway: { sdk: apigateway, client: () => new apigateway.APIGatewayClient(settings) },
  lambda: { sdk: lambda, client: () => new lambda.LambdaClient(settings) },
  s3: { sdk: s3, client: () => new s3.S3Client({ ...settings, forcePathStyle: true }) },
};

/** Not sent to the endpoint that was configured: S3 gives it a host of its own. */
const elsewhere = new Set(['WriteGetObjectResponse']);

describe('identifying an AWS call', () => {
  for (const [service, { sdk, client }] of Object.entries(restClients)) {
    it(`knows every request of the ${service} client`, async () => {
      const wrong: unknown[] = [];
      for (const operation of restOperations[service] ?? []) {
        if (elsewhere.has(operation.name)) continue;
        const Command = Reflect.get(sdk, `${operation.name}Command`);
        const sent = await captureRequest(client(), new Command(sampleInput(operation)));
        const call = identify(sent);
        const expected = [service, operation.name, 'eu-central-1'];
        const got = [call?.service, call?.operation, call?.region];
        if (String(got) !== String(expected)) wrong.push({ expected, got, path: sent.path });
      }
      assert.deepEqual(wrong, []);
    });
  }

  it('tells labels by member name, decoded', async () => {
    const call = identify(
      await captureRequest(
        restClients.apigateway.client(),
        new apigateway.GetBasePathMappingCommand({ domainName: 'a.example', basePath: '(none)' }),
      ),
    );
    assert.deepEqual(call, {
      service: 'apigateway',
      operation: 'GetBasePathMapping',
      region: 'eu-central-1',
      protocol: 'rest-json',
      labels: { domainName: 'a.example', basePath: '(none)' },
    });
  });

  it('reads the protocols of query and JSON services off the request', async () => {
    const sent = [
      await captureRequest(new sts.STSClient(settings), new sts.GetCallerIdentityCommand({})),
      await captureRequest(new iam.IAMClient(settings), new iam.GetRoleCommand({ RoleName: 'r' })),
      await captureRequest(
        new cloudformation.CloudFormationClient(settings),
        new cloudformation.DescribeStacksCommand({}),
      ),
      await captureRequest(new acm.ACMClient(settings), new acm.ListCertificatesCommand({})),
      await captureRequest(
        new logs.CloudWatchLogsClient(settings),
        new logs.FilterLogEventsCommand({ logGroupName: 'g' }),
      ),
    ].map((one) => {
      const call = identify(one);
      return [call?.service, call?.operation, call?.protocol, call?.region];
    });
    assert.deepEqual(sent, [
      ['sts', 'GetCallerIdentity', 'query', 'eu-central-1'],
      ['iam', 'GetRole', 'query', 'eu-central-1'],
      ['cloudformation', 'DescribeStacks', 'query', 'eu-central-1'],
      ['acm', 'ListCertificates', 'json-1.1', 'eu-central-1'],
      ['logs', 'FilterLogEvents', 'json-1.1', 'eu-central-1'],
    ]);
  });

  it('reads the bucket out of the host', async () => {
    const endpoints = {
      'http://localhost:4566': 'my.bucket',
      'http://s3.localhost.localstack.cloud:4566': 'my-bucket',
      'https://s3.us-west-2.amazonaws.com': 'my-bucket',
    };
    for (const [endpoint, bucket] of Object.entries(endpoints)) {
      const client = new s3.S3Client({ ...settings, endpoint });
      const sent = await captureRequest(client, new s3.GetObjectCommand({ Bucket: bucket, Key: 'a/b c//d' }));
      const call = identify(sent);
      assert.deepEqual([call?.operation, call?.labels], ['GetObject', { Bucket: bucket, Key: 'a/b c//d' }]);
    }
  });

  it('takes a presigned query for a signature', () => {
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'test/20261123/us-west-2/s3/aws4_request',
    });
    const call = identify(request({ path: '/bucket/dir/', query }));
    assert.deepEqual(call, {
      service: 's3',
      operation: 'GetObject',
      region: 'us-west-2',
      protocol: 'rest-xml',
      labels: { Bucket: 'bucket', Key: 'dir/' },
    });
  });

  it('reads Action from a query as well as from a form', () => {
    const query = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
    const call = identify(request({ query }));
    assert.deepEqual([call?.service, call?.operation, call?.protocol], ['sts', 'GetCallerIdentity', 'query']);
  });

  it('reads rpc-v2-cbor paths, and EC2 as a protocol of its own', () => {
    const cbor = request({
      method: 'POST',
      path: '/service/GraniteServiceVersion20100801/operation/PutMetricData',
      headers: { 'smithy-protocol': 'rpc-v2-cbor' },
    });
    const ec2 = request({ query: new URLSearchParams({ Action: 'RunInstances', Version: '2016-11-15' }) });
    assert.deepEqual(
      [cbor, ec2].map((one) => {
        const call = identify(one);
        return [call?.service, call?.operation, call?.protocol];
      }),
      [
        ['cloudwatch', 'PutMetricData', 'rpc-v2-cbor'],
        ['ec2', 'RunInstances', 'ec2'],
      ],
    );
  });

  it('tells json-1.0 by its content type', () => {
    const headers = {
      'x-amz-target': 'DynamoDB_20120810.PutItem',
      'content-type': 'application/x-amz-json-1.0',
    };
    const call = identify(request({ method: 'POST', headers }));
    assert.deepEqual([call?.service, call?.operation, call?.protocol], ['dynamodb', 'PutItem', 'json-1.0']);
  });

  it('reads service and region off the host of an unsigned request', () => {
    const headers = { host: 'lambda.ap-south-1.localhost.localstack.cloud:4566' };
    const call = identify(request({ path: '/2015-03-31/functions/f', headers }));
    assert.deepEqual([call?.service, call?.operation, call?.region], ['lambda', 'GetFunction', 'ap-south-1']);
  });

  it('reads the service off the path of an unsigned request, with the region of the engine', () => {
    const call = identify(request({ path: '/restapis' }));
    assert.deepEqual(
      [call?.service, call?.operation, call?.region],
      ['apigateway', 'GetRestApis', 'us-east-1'],
    );
  });

  it('names the service of a request that fits none of its operations', () => {
    const headers = {
      authorization: 'AWS4-HMAC-SHA256 Credential=t/20261123/us-west-2/lambda/aws4_request, X',
    };
    const call = identify(request({ method: 'PATCH', path: '/nothing/here', headers }));
    assert.deepEqual([call?.service, call?.operation, call?.region], ['lambda', '', 'us-west-2']);
  });

  it('finds no call in a request of a browser', () => {
    assert.equal(identify(request({ path: '/favicon.ico', headers: { host: 'localhost:4566' } })), undefined);
  });

  it('reads hostile requests without failing', () => {
    const odd = ['%', '%zz', '%E0%A4%A', '..', '//', '\0', '{}', '__proto__', 'constructor', '*', 'ü'];
    for (const text of odd) {
      for (const service of ['s3', 'lambda', '__proto__', 'constructor', 'x'.repeat(5000)]) {
        const headers = {
          authorization: `AWS4-HMAC-SHA256 Credential=${text}/20261123/${text}/${service}/aws4_request`,
          'x-amz-target': `${text}.${text}`,
          host: `${text}.localhost:${text}`,
        };
        const query = new URLSearchParams(`Action=${text}&${text}&x-id=${text}`);
        identify(request({ path: `/${text}/${text}/`, headers, query }));
        identify(request({ path: `/2015-03-31/functions/${text}`, query }));
      }
    }
  });
});
