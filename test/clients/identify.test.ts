import assert from 'node:assert/strict';
import type { AwsCall, Protocol } from '../../src/aws/awsCall';
import type { HttpRequest } from '../../src/aws/http';
import { captureRequest } from '../../src/gateway/identify/captureRequest';
import { identifyCall } from '../../src/gateway/identify/identifyCall';
import { requires } from '../support/requires';
import { sampleInput } from './sampleInput';
import { clientsRequire, type OperationSchema, type SdkPackage, sdkPackages } from './sdkClients';

/** Of the engine; the clients are configured for another one. */
const DEFAULT_REGION = 'us-east-1';

const identify = (request: HttpRequest) => identifyCall(request, DEFAULT_REGION);

const describeCall = (call: AwsCall | undefined) =>
  [call?.service, call?.operation, call?.region, call?.protocol].join(' ');

/** What is not signed, or for all regions, names none. */
const regionOf = ({ headers, query }: HttpRequest): string =>
  headers.authorization?.startsWith('AWS4-HMAC') || query.has('X-Amz-Credential')
    ? 'eu-central-1'
    : DEFAULT_REGION;

/** The labels of a REST request must arrive as they were given. */
function wrongLabels(call: AwsCall | undefined, operation: OperationSchema): string[] {
  const given = sampleInput(operation);
  const labels = Object.entries(call?.labels ?? {});
  return labels.filter(([name, text]) => typeof given[name] === 'string' && given[name] !== text).flat();
}

interface Sent {
  readonly sdk: SdkPackage;
  readonly operation: OperationSchema;
  readonly request: HttpRequest;
}

/** What the client makes of each of its operations. */
async function captureAll(sdk: SdkPackage, options?: object): Promise<Sent[]> {
  const client = sdk.client(options);
  const sent: Sent[] = [];
  for (const operation of sdk.operations) {
    const command = sdk.command(operation[2], sampleInput(operation));
    sent.push({ sdk, operation, request: await captureRequest(client, command) });
  }
  return sent;
}

/** What was not identified as what the client was asked to do. */
function findWrong(all: readonly Sent[], spoken?: Protocol): unknown[] {
  return all.flatMap(({ sdk, operation, request }) => {
    const call = identify(request);
    const expected = `${sdk.service} ${operation[2]} ${regionOf(request)} ${spoken ?? sdk.protocol}`;
    const labels = wrongLabels(call, operation);
    if (describeCall(call) === expected && labels.length === 0) return [];
    return [{ expected, got: describeCall(call), labels, request: `${request.method} ${request.path}` }];
  });
}

/** Services that AWS models with rpc-v2-cbor beside what their clients speak. */
const cborServices = ['cloudwatch', 'compute-optimizer', 'gamelift', 'marketplace-entitlement'];

describe('requests of the real SDK clients', () => {
  let packages: readonly SdkPackage[] = [];
  const sent: Sent[] = [];

  before(async function () {
    await requires(this, 'clients');
    clientsRequire('@aws-sdk/signature-v4a'); // makes itself known to the clients
    packages = sdkPackages();
    for (const sdk of packages) sent.push(...(await captureAll(sdk)));
  });

  const packageOf = (service: string): SdkPackage => {
    const found = packages.find((sdk) => sdk.service === service);
    assert.ok(found, `no client for ${service}`);
    return found;
  };

  it('cover every protocol, and AWS at large', () => {
    assert.ok(packages.length >= 160, `${packages.length} services`);
    assert.ok(sent.length >= 10_000, `${sent.length} operations`);
    assert.deepEqual(
      [...new Set(packages.map(({ protocol }) => protocol))].sort(),
      ['ec2', 'json-1.0', 'json-1.1', 'query', 'rest-json', 'rest-xml'], // rpc-v2-cbor below
    );
  });

  it('cover event streams and streaming bodies', () => {
    const names = new Set(sent.map(({ sdk, operation }) => `${sdk.service} ${operation[2]}`));
    const streaming = [
      'bedrock-runtime InvokeModelWithBidirectionalStream',
      'kinesis SubscribeToShard',
      'lexv2-runtime StartConversation',
      's3 PutObject',
      's3 SelectObjectContent',
      'transcribe-streaming StartStreamTranscription',
    ];
    assert.deepEqual(
      streaming.filter((name) => !names.has(name)),
      [],
    );
  });

  it('are identified, each with service, operation, region, protocol and labels', () => {
    assert.deepEqual(findWrong(sent), []);
  });

  for (const service of cborServices) {
    it(`are identified in CBOR as well, when the client of ${service} is told to speak it`, async () => {
      const { AwsSmithyRpcV2CborProtocol: protocol } = clientsRequire('@aws-sdk/core/protocols');
      const all = await captureAll(packageOf(service), { protocol });
      assert.deepEqual(findWrong(all, 'rpc-v2-cbor'), []);
    });
  }

  for (const endpoint of ['http://localhost:4566', 'http://s3.localhost.localstack.cloud:4566', undefined]) {
    it(`are identified at the virtual host of a bucket at ${endpoint ?? 'AWS itself'}`, async () => {
      const all = await captureAll(packageOf('s3'), { endpoint, forcePathStyle: false });
      assert.deepEqual(findWrong(all), []);
    });
  }

  it('are identified at the hosts of AWS itself', async () => {
    for (const service of ['bedrock-agent-runtime', 'chime-sdk-voice', 'lambda', 'signer-data']) {
      const all = await captureAll(packageOf(service), { endpoint: undefined });
      assert.deepEqual(findWrong(all.map(withoutAgent)), []);
    }
  });

  it('are identified when they are presigned', async () => {
    const signed: Sent[] = [];
    for (const one of sent) {
      if (!['lambda', 'polly', 's3'].includes(one.sdk.service)) continue;
      signed.push({ ...one, request: await presigned(one.request, one.sdk.service) });
    }
    assert.ok(signed.length > 200, `${signed.length} operations`);
    assert.deepEqual(findWrong(signed), []);
  });

  it('are told apart without the name of the API in the user agent, but for these', () => {
    const mistaken: Record<string, number> = {};
    for (const { sdk, operation, request } of sent.map(withoutAgent)) {
      const call = identify(request);
      if (call?.service === sdk.service && call.operation === operation[2]) continue;
      const key = `${sdk.service} -> ${call?.service}`;
      mistaken[key] = (mistaken[key] ?? 0) + 1;
    }
    // Listed in docs/gateway.md.
    assert.deepEqual(mistaken, {
      'bedrock-agent-runtime -> bedrock-agent': 4,
      'bedrock-data-automation -> bedrock': 3,
      'chime-sdk-voice -> chime-sdk-identity': 3,
      'docdb -> rds': 55,
      'ivs-realtime -> ivs': 3,
      'lexv2-models -> lex-models': 6,
      'neptune -> rds': 70,
      'signer-data -> signer': 1,
      'timestream-write -> timestream-query': 4,
    });
  });
});

/** As botocore sends it. */
function withoutAgent({ request, ...others }: Sent): Sent {
  const { 'user-agent': _, ...headers } = request.headers;
  return { ...others, request: { ...request, headers } };
}

/** The request with its signature in the query. */
async function presigned(request: HttpRequest, service: string): Promise<HttpRequest> {
  const { SignatureV4 } = clientsRequire('@smithy/signature-v4');
  const { Sha256 } = clientsRequire('@aws-crypto/sha256-js');
  const signer = new SignatureV4({
    service,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    sha256: Sha256,
    uriEscapePath: false,
  });
  const { authorization: _, ...headers } = request.headers;
  const signed = await signer.presign({
    method: request.method,
    protocol: 'http:',
    hostname: 'localhost',
    path: request.path,
    query: Object.fromEntries(request.query),
    headers,
  });
  return { ...request, headers: signed.headers, query: new URLSearchParams(signed.query) };
}
