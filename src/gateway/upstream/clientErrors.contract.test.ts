import assert from 'node:assert/strict';
import { ACMClient, ListCertificatesCommand } from '@aws-sdk/client-acm';
import { APIGatewayClient, GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { InvokeWithResponseStreamCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsJson1_0Protocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { followEvents } from '../../../test/support/fakeLocalStack/followEvents';
import { type EngineInTest, withEngine } from '../../cli/engine/withEngine';
import { sdkSettings } from './shop.fixture';

interface Sdk {
  // biome-ignore lint/suspicious/noExplicitAny: each client has input and output types of its own.
  send(command: any): Promise<unknown>;
  destroy(): void;
}

type Settings = ReturnType<typeof settingsFor>;

const settingsFor = (url: string) => ({ ...sdkSettings(url), maxAttempts: 3, forcePathStyle: true });

const object = { Bucket: 'b', Key: 'k' };

/** Each protocol, with calls that read, send, stream and have no body to answer with. */
const calls: Readonly<Record<string, readonly [make: (settings: Settings) => Sdk, command: () => unknown]>> =
  {
    'rest-json: lambda': [(s) => new LambdaClient(s), () => new ListFunctionsCommand({})],
    'rest-json: lambda, a stream of events': [
      (s) => new LambdaClient(s),
      () => new InvokeWithResponseStreamCommand({ FunctionName: 'f', Payload: Buffer.from('{}') }),
    ],
    'rest-json: apigateway': [(s) => new APIGatewayClient(s), () => new GetRestApisCommand({})],
    // Any client speaks any of the protocols when it is told to.
    'rpc-v2-cbor: logs': [
      (s) => new CloudWatchLogsClient({ ...s, protocol: AwsSmithyRpcV2CborProtocol }),
      () => new DescribeLogGroupsCommand({}),
    ],
    'json-1.0: acm': [
      (s) => new ACMClient({ ...s, protocol: AwsJson1_0Protocol }),
      () => new ListCertificatesCommand({}),
    ],
    'json-1.1: acm': [(s) => new ACMClient(s), () => new ListCertificatesCommand({})],
    'json-1.1: logs': [(s) => new CloudWatchLogsClient(s), () => new DescribeLogGroupsCommand({})],
    'query: cloudformation': [(s) => new CloudFormationClient(s), () => new DescribeStacksCommand({})],
    'query: iam': [(s) => new IAMClient(s), () => new ListRolesCommand({})],
    'query: sts': [(s) => new STSClient(s), () => new GetCallerIdentityCommand({})],
    'rest-xml: s3': [(s) => new S3Client(s), () => new ListBucketsCommand({})],
    'rest-xml: s3, a stream of bytes': [(s) => new S3Client(s), () => new GetObjectCommand(object)],
    'rest-xml: s3, a body that is sent': [
      (s) => new S3Client(s),
      () => new PutObjectCommand({ ...object, Body: Buffer.alloc(3_000_000) }),
    ],
  };

const setFault = (url: string, statusCode: number, code: string): Promise<Response> =>
  fetch(`${url}/_localstack/chaos/faults`, {
    method: 'POST',
    body: JSON.stringify([{ error: { statusCode, code } }]),
  });

/** What a client makes of a call that fails: code, status, attempts, and whether it can name the request. */
async function failureOf({ url }: EngineInTest, make: (settings: Settings) => Sdk, command: unknown) {
  const client = make(settingsFor(url));
  try {
    await client.send(command);
  } catch (error) {
    const { name, $metadata = {} } = error as Error & { $metadata?: Record<string, unknown> };
    const { httpStatusCode, attempts, requestId } = $metadata;
    return [name, httpStatusCode, attempts, /^[0-9a-f-]{36}$/.test(String(requestId))];
  } finally {
    client.destroy();
  }
  return [];
}

const faults: readonly (readonly [status: number, code: string, attempts: number])[] = [
  [503, 'ServiceUnavailable', 3],
  [500, 'InternalFailure', 3],
  [400, 'ThrottlingException', 3],
  [429, 'TooManyRequestsException', 3],
  [502, 'BadGateway', 3],
  [504, 'GatewayTimeout', 3],
  [400, 'RequestTimeout', 3],
  [501, 'NotImplemented', 1],
  [403, 'AccessDeniedException', 1],
  [418, 'SomethingNobodyKnows', 1],
];

/** What the S3 client makes of a status alone. */
const heads = [
  [400, 'Unknown', 400, 1, true],
  [403, 'Unknown', 403, 1, true],
  [404, 'NotFound', 404, 1, true],
  [429, 'Unknown', 429, 3, true],
  [500, 'Unknown', 500, 3, true],
  [503, 'Unknown', 503, 3, true],
] as const;

describe('a fault, as the JavaScript clients meet it', function () {
  this.timeout(30_000);

  for (const [status, code, attempts] of faults) {
    it(`${status} ${code}: raised, named and tried ${attempts} times in every protocol`, () =>
      withEngine({}, async (engine) => {
        await setFault(engine.url, status, code);
        const seen = Object.entries(calls).map(async ([call, [make, command]]) => [
          call,
          await failureOf(engine, make, command()),
        ]);
        const expected = Object.keys(calls).map((call) => [call, [code, status, attempts, true]]);
        assert.deepEqual(await Promise.all(seen), expected);
      }));
  }

  it('meets it in the protocol that it spoke', () =>
    withEngine({}, async (engine) => {
      const spoken: string[] = [];
      const unfollow = await followEvents(engine.port, ({ protocol = '' }) => spoken.push(protocol));
      await setFault(engine.url, 403, 'AccessDenied');
      for (const [make, command] of Object.values(calls)) await failureOf(engine, make, command());
      const expected = Object.keys(calls).map((call) => call.split(':')[0]);
      while (spoken.length < expected.length) await new Promise((resolve) => setImmediate(resolve));
      unfollow();
      assert.deepEqual(spoken, expected);
    }));

  it('HEAD: known by its status, since nothing else can be told', () =>
    withEngine({}, async (engine) => {
      const head = async (status: number) => {
        await setFault(engine.url, status, 'SlowDown');
        return failureOf(engine, (s) => new S3Client(s), new HeadObjectCommand(object));
      };
      for (const [status, ...seen] of heads) assert.deepEqual(await head(status), seen, String(status));
    }));
});
