import assert from 'node:assert/strict';
import { rawExchange, withRawUpstream } from './rawUpstream.fixture';

const lines = (...each: string[]): string => `${each.join('\r\n')}\r\n`;

/** As it is on the wire, without the id of the gateway's run. */
const unmarked = (bytes: string): string => bytes.replace(/(x-chaos-gateway: )[0-9a-f-]{36}/g, '$1ID');

/** Sends bytes through the gateway; gives what reached the upstream, and what came back. */
async function crossing(request: string, response: string, isWhole: (sent: string) => boolean) {
  let crossed = { request: '', response: '' };
  await withRawUpstream(
    (sent) => (isWhole(sent) ? response : undefined),
    async ({ engine, received }) => {
      const answer = await rawExchange(engine.port, request);
      crossed = { request: unmarked(received()), response: answer };
    },
  );
  return crossed;
}

const headEnds = (sent: string) => sent.includes('\r\n\r\n');
const ok = lines('HTTP/1.1 200 OK', 'Content-Length: 0', '');

const odd = [
  'hOsT: my-Bucket.s3.localhost:4566',
  'X-Empty:',
  'X-Twice: one',
  'x-TWICE: two',
  "!#$%&'*+-.^_`|~09azAZ: every character that a name may have",
  'X-Latin: caf\xe9 \xff',
  'X-Tab: a\tb',
  'X-Inner:   many   spaces  ',
  'Cookie: a=1',
  'cookie: b=2',
  'Accept-Encoding: gzip;q=0',
  'Date: yesterday',
  'User-Agent: x/1',
  'X-Chaos-Owner: me',
  'Via: 1.0 fred',
  'X-Forwarded-For: 1.2.3.4',
];
/** Space around a value is no part of it (RFC 9112, section 5.1). */
const trimmed = odd.map((line) => line.replace(/:[ ]*/, ': ').replace(/ +$/, line.endsWith(':') ? ' ' : ''));

describe('the bytes of a request', () => {
  it('arrive as they were sent, but for the mark of the gateway and its own connection', async () => {
    const { request } = await crossing(
      lines('GET /a%2F../b?%zz&x=1&x=2#y HTTP/1.1', ...odd, 'Connection: close, X-Mine', 'X-Mine: 1', ''),
      ok,
      headEnds,
    );
    assert.equal(
      request,
      lines(
        'GET /a%2F../b?%zz&x=1&x=2#y HTTP/1.1',
        ...trimmed,
        'x-chaos-gateway: ID',
        'Connection: keep-alive',
        '',
      ),
    );
  });

  it('get a length of 0 where a method that may have a body came with none', async () => {
    const { request } = await crossing(
      lines('POST / HTTP/1.1', 'Host: localhost', 'Connection: close', ''),
      ok,
      headEnds,
    );
    assert.equal(
      request,
      lines(
        'POST / HTTP/1.1',
        'Host: localhost',
        'Content-Length: 0',
        'x-chaos-gateway: ID',
        'Connection: keep-alive',
        '',
      ),
    );
  });

  it('keep more headers than Node reads by itself', async () => {
    const many = Array.from({ length: 2500 }, (_, n) => `a: ${n % 10}`);
    const { request } = await crossing(
      lines('GET / HTTP/1.1', 'Host: localhost', ...many, 'Connection: close', ''),
      lines('HTTP/1.1 200 OK', ...many, 'Content-Length: 0', ''),
      headEnds,
    );
    assert.equal(request.match(/^a: \d\r$/gm)?.length, 2500);
  });

  it('keep an aws-chunked body, with the trailer that is inside it', async () => {
    const body = lines('5;chunk-signature=0', 'hello', '0', 'x-amz-checksum-crc32:NhCmhg==', '');
    const head = [
      'Host: localhost',
      'Content-Encoding: aws-chunked',
      'X-Amz-Trailer: x-amz-checksum-crc32',
      'X-Amz-Decoded-Content-Length: 5',
    ];
    const framed = [`${body.length.toString(16)}`, body, '0', '', ''].join('\r\n');
    const { request } = await crossing(
      lines('PUT /b/k HTTP/1.1', ...head, 'Transfer-Encoding: chunked', 'Connection: close', '') + framed,
      ok,
      (sent) => sent.endsWith(framed),
    );
    assert.equal(
      request,
      lines(
        'PUT /b/k HTTP/1.1',
        ...head,
        'Transfer-Encoding: chunked',
        'x-chaos-gateway: ID',
        'Connection: keep-alive',
        '',
      ) + framed,
    );
  });

  it('keep trailers, announced and not, repeated and in their case', async () => {
    const chunks = lines('5', 'hello', '0', 'X-One: 1', 'x-ONE: 2', 'X-Other: \xe9', '');
    const { request } = await crossing(
      lines(
        'PUT /b/k HTTP/1.1',
        'Host: localhost',
        'Trailer: X-One',
        'TE: trailers, deflate',
        'Transfer-Encoding: chunked',
        'Connection: TE, close',
        '',
      ) + chunks,
      ok,
      (sent) => sent.endsWith('X-Other: \xe9\r\n\r\n'),
    );
    assert.equal(
      request,
      lines(
        'PUT /b/k HTTP/1.1',
        'Host: localhost',
        'Trailer: X-One',
        'TE: trailers',
        'Connection: TE, keep-alive',
        'Transfer-Encoding: chunked',
        'x-chaos-gateway: ID',
        '',
      ) + chunks,
    );
  });
});

describe('the bytes of an answer', () => {
  const asked = (method = 'GET', version = '1.1') =>
    lines(`${method} / HTTP/${version}`, 'Host: localhost', 'Connection: close', '');

  it('come back as they were sent, but for the connection of the client', async () => {
    const { response } = await crossing(
      asked(),
      `${lines('HTTP/1.1 299 Quite f\xefne', ...odd.slice(1), 'Set-Cookie: a', 'Set-Cookie: b', 'Connection: X-Mine', 'X-Mine: 1', 'Content-Length: 2', '')}ok`,
      headEnds,
    );
    assert.equal(
      response,
      `${lines('HTTP/1.1 299 Quite f\xefne', ...trimmed.slice(1), 'Set-Cookie: a', 'Set-Cookie: b', 'Content-Length: 2', 'Connection: close', '')}ok`,
    );
  });

  it('keep trailers', async () => {
    const chunks = lines('5', 'hello', '0', 'X-One: 1', 'x-ONE: 2', '');
    const head = ['HTTP/1.1 200 OK', 'Trailer: X-One'];
    const { response } = await crossing(
      asked(),
      lines(...head, 'Transfer-Encoding: chunked', '') + chunks,
      headEnds,
    );
    assert.equal(response, lines(...head, 'Connection: close', 'Transfer-Encoding: chunked', '') + chunks);
  });

  for (const [what, request, response] of [
    ['HEAD', asked('HEAD'), lines('HTTP/1.1 200 OK', 'Trailer: X-One', 'Transfer-Encoding: chunked', '')],
    ['304', asked(), lines('HTTP/1.1 304 Not Modified', 'Trailer: X-One', '')],
    ['a length', asked(), `${lines('HTTP/1.1 200 OK', 'Trailer: X-One', 'Content-Length: 2', '')}ok`],
    [
      'a client of HTTP/1.0',
      asked('GET', '1.0'),
      lines(
        'HTTP/1.1 200 OK',
        'Trailer: X-One',
        'Transfer-Encoding: chunked',
        '',
        '2',
        'ok',
        '0',
        'X-One: 1',
        '',
      ),
    ],
  ] as const) {
    it(`announce no trailers where none can come: ${what}`, async () => {
      const crossed = await crossing(request, response, headEnds);
      assert.match(crossed.response, /^HTTP\/1\.1 (200|304) /);
      assert.doesNotMatch(crossed.response, /X-One|Transfer-Encoding/);
    });
  }
});

describe('pipelined requests', () => {
  it('are answered in their order, bodies and all', async () => {
    const get = (n: number) => lines(`GET /${n} HTTP/1.1`, 'Host: localhost', '');
    const post = (n: number) =>
      `${lines(`POST /${n} HTTP/1.1`, 'Host: localhost', 'Content-Length: 5', '')}hello`;
    const last = lines('GET /last HTTP/1.1', 'Host: localhost', 'Connection: close', '');
    await withRawUpstream(
      (sent) => {
        const path = /^\w+ \/(\w+) /.exec(sent)?.[1];
        if (!headEnds(sent) || (sent.startsWith('POST') && !sent.endsWith('hello'))) return undefined;
        return `${lines('HTTP/1.1 200 OK', `Content-Length: ${path?.length}`, '')}${path}`;
      },
      async ({ engine }) => {
        const answers = await rawExchange(engine.port, get(1) + post(2) + get(3) + post(4) + last);
        assert.deepEqual(answers.split(/HTTP\/1\.1 200 OK\r\n.*?\r\n\r\n/s).slice(1), [
          '1',
          '2',
          '3',
          '4',
          'last',
        ]);
      },
    );
  });
});
