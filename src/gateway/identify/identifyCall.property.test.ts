import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import * as acm from '@aws-sdk/client-acm';
import * as apigateway from '@aws-sdk/client-api-gateway';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import fc from 'fast-check';
import type { AwsCall } from '../../aws/awsCall';
import type { HttpRequest } from '../../aws/http';
import { ReceivedRequest } from '../http/receivedRequest';
import { identifyReceived } from '../identifyReceived';
import { captureRequest } from './captureRequest';
import { identifyCall } from './identifyCall';

const REGION = 'us-east-1';

/** Names of what every object has, words of the notations that are read, and what breaks them. */
const word = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    '*',
    '..',
    '%',
    '%zz',
    '%E0%A4',
  ),
  fc.constantFrom(
    's3',
    'lambda',
    'apigateway',
    'iot',
    'execute-api',
    'aws4_request',
    'us-west-2',
    '20261123',
  ),
  fc.constantFrom(
    'functions',
    '2015-03-31',
    'restapis',
    'service',
    'operation',
    'uploads',
    'x-id',
    '\0',
    '\n',
  ),
  fc.string({ maxLength: 20, unit: 'binary' }),
);
const joined = (separator: string) => fc.array(word, { maxLength: 8 }).map((words) => words.join(separator));
const anything = fc.oneof(
  joined('/'),
  joined('.'),
  joined('&'),
  word,
  fc
    .tuple(word, fc.integer({ min: 1, max: 20_000 }))
    .map(([one, times]) => one.repeat(times).slice(0, 20_000)),
);

const credential = fc.oneof(
  joined('/'),
  joined('/').map((scope) => `t/20261123/${scope}/aws4_request`),
);
const authorization = fc.oneof(
  credential.map((one) => `AWS4-HMAC-SHA256 Credential=${one}, SignedHeaders=host, Signature=0`),
  anything.map((one) => `AWS ${one}:x`),
  anything,
);
const contentType = fc.constantFrom(
  'application/x-www-form-urlencoded',
  'application/x-amz-json-1.0',
  '__proto__',
);

const headers = fc.record(
  {
    authorization,
    host: fc
      .tuple(joined('.'), fc.constantFrom('', '.localhost', '.amazonaws.com', ':1', ':::'))
      .map((parts) => parts.join('')),
    'x-amz-target': anything,
    'content-type': contentType,
    'smithy-protocol': fc.constantFrom('rpc-v2-cbor', 'x'),
    'user-agent': anything.map((one) => `aws-sdk-js/3 api/${one}#3`),
    'x-amz-copy-source': anything,
  },
  { requiredKeys: [] },
);

const anyRequest: fc.Arbitrary<HttpRequest> = fc.record({
  method: fc.oneof(fc.constantFrom('GET', 'PUT', 'POST', 'HEAD', 'DELETE', 'PATCH', '__proto__', ''), word),
  path: joined('/').map((path) => `/${path}`),
  query: fc
    .tuple(joined('&'), credential, anything)
    .map(([odd, scope, action]) => new URLSearchParams(`${odd}&X-Amz-Credential=${scope}&Action=${action}`)),
  headers: headers as fc.Arbitrary<Record<string, string>>,
  rawHeaders: fc.constant([]),
  body: joined('&').map((form) => Buffer.from(form)),
  sourceIp: fc.constant('127.0.0.1'),
});

const protocols = ['query', 'ec2', 'json-1.0', 'json-1.1', 'rest-json', 'rest-xml', 'rpc-v2-cbor'];

function assertSane(call: AwsCall): void {
  assert.deepEqual(Object.keys(call).sort(), ['labels', 'operation', 'protocol', 'region', 'service']);
  assert.ok(call.service.length > 0 && call.region.length > 0);
  assert.match(call.operation, /^\w*$/);
  assert.ok(protocols.includes(call.protocol));
  assert.ok(Object.values(call.labels).every((label) => typeof label === 'string'));
  assert.equal(Object.getPrototypeOf(call.labels), Object.prototype);
}

const settings = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};
const endpoint = 'http://localhost:4566';
const object = { Bucket: 'my-bucket', Key: 'a/b c' };

/** A request of each kind, and what it is. */
const kinds: readonly (readonly [string, () => Promise<HttpRequest>])[] = [
  [
    'acm ListCertificates',
    () => captureRequest(new acm.ACMClient({ ...settings, endpoint }), new acm.ListCertificatesCommand({})),
  ],
  [
    'iam GetRole',
    () =>
      captureRequest(
        new iam.IAMClient({ ...settings, endpoint }),
        new iam.GetRoleCommand({ RoleName: 'Action=x' }),
      ),
  ],
  [
    'lambda Invoke',
    () =>
      captureRequest(
        new lambda.LambdaClient({ ...settings, endpoint }),
        new lambda.InvokeCommand({ FunctionName: 'f' }),
      ),
  ],
  [
    'apigateway GetResources',
    () =>
      captureRequest(
        new apigateway.APIGatewayClient({ ...settings, endpoint }),
        new apigateway.GetResourcesCommand({ restApiId: 'a', embed: ['methods'] }),
      ),
  ],
  ...[true, false].map(
    (forcePathStyle) =>
      [
        's3 GetObject',
        () =>
          captureRequest(
            new s3.S3Client({ ...settings, endpoint, forcePathStyle }),
            new s3.GetObjectCommand(object),
          ),
      ] as const,
  ),
];

/** What another client, or a proxy between, may do to a request that stays the same call. */
const change = fc.record({
  kind: fc.nat({ max: kinds.length - 1 }),
  order: fc.infiniteStream(fc.nat()),
  cases: fc.infiniteStream(fc.boolean()),
  port: fc.constantFrom('', ':4566', ':80'),
  headers: fc.array(fc.tuple(fc.stringMatching(/^x-[a-z]{1,8}$/), fc.stringMatching(/^[ -~]{0,20}$/)), {
    maxLength: 5,
  }),
  query: fc.array(fc.tuple(fc.stringMatching(/^utm_[a-z]{1,5}$/), fc.string({ maxLength: 8 })), {
    maxLength: 3,
  }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** The request as bytes: no length of its body is said twice. */
function changed(request: HttpRequest, { order, cases, port, headers: more, query }: Change): string {
  const own = Object.entries({
    ...request.headers,
    host: (request.headers.host ?? '').replace(/:\d+$/, '') + port,
  });
  const lines = [...own.filter(([name]) => name !== 'content-length'), ...more]
    .map(([name, value]) => ({ name, value, place: order.next().value ?? 0 }))
    .sort((one, other) => one.place - other.place)
    .map(({ name, value }) => `${cases.next().value ? name.toUpperCase() : name}: ${value}\r\n`);
  const parameters = new URLSearchParams([...query, ...request.query]);
  return [
    `${request.method} ${request.path}?${parameters} HTTP/1.1\r\n`,
    ...lines,
    `Content-Length: ${request.body.length}\r\nConnection: close\r\n\r\n${request.body}`,
  ].join('');
}

/** Tells each who asks what its request was taken for. */
async function listen(): Promise<Server> {
  const server = createServer(async (message, response) => {
    const call = await identifyReceived(new ReceivedRequest(message), REGION);
    response.end(JSON.stringify(call ?? {}));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

async function ask(server: Server, bytes: string): Promise<AwsCall> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(bytes);
  const answer = await text(socket);
  return JSON.parse(
    answer.slice(answer.indexOf('\r\n\r\n') + 4).replace(/^[\da-f]+\r\n|\r\n0\r\n\r\n$/g, ''),
  );
}

describe('identifying whatever may be sent', () => {
  it('gives a call that makes sense, or none', () => {
    let found = 0;
    fc.assert(
      fc.property(anyRequest, (request) => {
        const call = identifyCall(request, REGION);
        if (call !== undefined) assertSane(call);
        found += call === undefined ? 0 : 1;
      }),
      { numRuns: 1500 },
    );
    assert.ok(found > 300, `${found} calls`);
    assert.deepEqual(Object.keys(Object.prototype), []);
  });

  it('gives the same for headers in any order and case, more headers and parameters, with and without a port', async () => {
    const requests = await Promise.all(
      kinds.map(async ([name, capture]) => ({ name, sent: await capture() })),
    );
    const server = await listen();
    try {
      await fc.assert(
        fc.asyncProperty(change, async (how) => {
          const { name, sent } = requests[how.kind] ?? assert.fail();
          const call = await ask(server, changed(sent, how));
          assert.equal(`${call.service} ${call.operation}`, name);
          assert.deepEqual(call, JSON.parse(JSON.stringify(identifyCall(sent, REGION))));
        }),
        { numRuns: 200 },
      );
    } finally {
      server.close();
    }
  });
});
