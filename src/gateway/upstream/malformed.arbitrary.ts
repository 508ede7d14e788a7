import fc from 'fast-check';

/** Bytes, as Latin-1 text. */
type Bytes = string;

const latin1 = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
const junk = fc.string({ unit: latin1, maxLength: 40 });

/** What parsers disagree about, among what they do not. */
const separators = [
  '\r\n',
  '\r\n\r\n',
  '\n',
  '\r',
  '\0',
  ' ',
  '\t',
  ':',
  ',',
  ';',
  '\x0b',
  '%',
  '?',
  '#',
  '\xff',
];

const names = [
  'Host',
  'Content-Length',
  'Transfer-Encoding',
  'Connection',
  'Expect',
  'Upgrade',
  'Trailer',
  'TE',
  'Authorization',
  'X-Amz-Target',
  'Content-Type',
  'Content-Encoding',
  'X-Amz-Date',
  'x-chaos-bypass',
  'x-chaos-gateway',
  'Origin',
  'Set-Cookie',
];

const values = [
  'localhost',
  'a1.execute-api.localhost',
  '5',
  '0',
  '-1',
  '99999999999999999999',
  'chunked',
  'gzip, chunked',
  'close',
  'keep-alive, Upgrade',
  'Upgrade, Content-Length',
  '100-continue',
  'websocket',
  'h2c',
  'application/x-www-form-urlencoded',
  'AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
  'AWS4-HMAC-SHA256 Credential=////, Signature',
  'DynamoDB_20120810.GetItem',
  '',
];

const targets = [
  '/',
  '*',
  '/b/k?x=%zz&uploads',
  '//../%2e%2e/\\',
  'http://evil/a',
  '/_chaos/rules',
  '/_localstack/chaos/faults',
  '/_localstack/chaos/effects',
  '/_chaos/leases/x',
  '/_aws/execute-api/a/b/c',
  '/restapis/a/b/_user_request_/c',
  '/service/x/operation/y',
  '/?Action=Publish&Version=1',
  `/${'a/'.repeat(500)}`,
];

/** Mostly one of the known ones: what is all junk is refused at its first byte. */
const mostly = (known: readonly string[]) =>
  fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: junk });

const name = mostly(names);
const value = mostly(values);
/** What servers take. */
const sound = fc.constantFrom(
  'X-One: 1\r\n',
  'x-ONE: \xe9\r\n',
  'Connection: close\r\n',
  'Connection: X-One\r\n',
  'Expect: 100-continue\r\n',
  'Connection: Upgrade\r\nUpgrade: websocket\r\n',
  'Connection: Upgrade\r\nUpgrade: h2c\r\n',
  'Trailer: X-T\r\n',
  'TE: trailers\r\n',
  'Content-Type: application/x-www-form-urlencoded\r\n',
  `Authorization: ${values.find((value) => value.startsWith('AWS4') && value.includes('s3'))}\r\n`,
);
const unsound = fc.tuple(name, value).map(([name, value]) => `${name}: ${value}\r\n`);
const header = fc.oneof({ weight: 8, arbitrary: sound }, { weight: 1, arbitrary: unsound });
const headers = fc.array(header, { maxLength: 4 }).map((lines) => lines.join(''));

const bodies = [
  '',
  'hello',
  '5\r\nhello\r\n0\r\n\r\n',
  '5;x=y\r\nhello\r\n0\r\nX-T: 1\r\n\r\n',
  'zz\r\n',
  '0\r\n',
  '{"a":',
  'Action=A&B=%',
];
const wholeBodies: readonly (readonly [lines: Bytes, body: Bytes])[] = [
  ['', ''],
  ['Content-Length: 5\r\n', 'hello'],
  ['Transfer-Encoding: chunked\r\n', '5\r\nhello\r\n0\r\n\r\n'],
  ['Transfer-Encoding: chunked\r\n', '5;x=y\r\nhello\r\n0\r\nX-T: 1\r\n\r\n'],
];

/** How long the body is said to be, and the body. */
const framed: fc.Arbitrary<readonly [lines: Bytes, body: Bytes]> = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...wholeBodies) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constantFrom('', 'Content-Length: 9\r\n', 'Transfer-Encoding: chunked\r\n'),
      mostly(bodies),
    ),
  },
);
const method = mostly(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', 'CONNECT', 'TRACE']);
const version = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0') },
  { weight: 1, arbitrary: fc.constantFrom('HTTP/0.9', 'HTTP/2.0', 'HTTP/1.12', '') },
);
const target = mostly(targets);
const host = fc.oneof(
  { weight: 20, arbitrary: fc.constant('Host: localhost\r\n') },
  { weight: 1, arbitrary: fc.constantFrom('', 'Host: a.example.com\r\n') },
);

/** One thing that goes wrong on the way. */
const damage: fc.Arbitrary<(bytes: Bytes) => Bytes> = fc
  .tuple(
    fc.constantFrom('none', 'none', 'none', 'none', 'none', 'none', 'cut', 'insert', 'remove', 'repeat'),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.oneof(fc.constantFrom(...separators), junk),
  )
  .map(([kind, place, text]) => (bytes: Bytes) => {
    const at = Math.floor(place * bytes.length);
    if (kind === 'cut') return bytes.slice(0, at);
    if (kind === 'insert') return bytes.slice(0, at) + text + bytes.slice(at);
    if (kind === 'remove') return bytes.slice(0, at) + bytes.slice(at + 1 + text.length);
    if (kind === 'repeat') return bytes.slice(0, at) + bytes.slice(Math.floor(at / 2), at) + bytes.slice(at);
    return bytes;
  });

/** A request that may be whole, or wrong in any of the ways that there are. */
export const malformedRequest: fc.Arbitrary<Bytes> = fc
  .tuple(method, target, version, host, headers, framed, damage)
  .map(([method, target, version, host, lines, [length, body], damage]) =>
    damage(`${method} ${target} ${version}\r\n${host}${lines}${length}\r\n${body}`),
  );

/** A whole request of odd parts, after which the client wants no other: it is to be answered. */
export const soundRequest: fc.Arbitrary<Bytes> = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', 'TRACE'),
    fc.constantFrom(...targets),
    fc.array(sound, { maxLength: 3 }).map((lines) => lines.join('')),
    fc.constantFrom(...wholeBodies),
  )
  .map(
    ([method, target, lines, [length, body]]) =>
      `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${lines}${length}\r\n${body}`,
  );

const status = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('200', '204', '304', '404', '500') },
  { weight: 1, arbitrary: fc.constantFrom('101', '100', '103', '199', '1', '2000', '-1', '099') },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 999 }).map(String) },
);
const reason = mostly(['OK', '', 'Quite f\xefne']);

/** An answer of which the same is true. */
export const malformedResponse: fc.Arbitrary<Bytes> = fc
  .tuple(version, status, reason, headers, framed, damage)
  .map(([version, status, reason, lines, [length, body], damage]) =>
    damage(`${version} ${status} ${reason}\r\n${lines}${length}\r\n${body}`),
  );
