import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { signed } from '../withGateway';
import { listening, withUpstream } from './withUpstream.fixture';

/** Answers with what it received: the request line, the raw headers, the body. */
const echo = async (message: IncomingMessage, response: ServerResponse) => {
  const body = await text(message);
  const { method, url, rawHeaders } = message;
  response.end(JSON.stringify({ method, url, rawHeaders, body }));
};

const pairsOf = (raw: readonly string[], ...without: string[]) =>
  raw.flatMap((name, at) =>
    at % 2 === 0 && !without.includes(name.toLowerCase()) ? [[name, raw[at + 1]]] : [],
  );

/** Writes bytes as they are; gives what came back until the connection closed. */
async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {}); // a reset is an answer too
  socket.write(bytes, 'latin1');
  await once(socket, 'close');
  return answer;
}

describe('passing a request on', () => {
  it('sends method, target and headers as they came, but for those of the connection', () =>
    withUpstream(echo, async ({ engine }) => {
      const answer = await raw(
        engine.port,
        'PROPFIND /a%2Fb/../c%20d?x=%zz&x=1&=&y HTTP/1.1\r\nHost: My-Bucket.s3.localhost.localstack.cloud:4566\r\n' +
          'X-Twice: one\r\nx-tWICE: two\r\nConnection: close, X-Mine\r\nX-Mine: 1\r\nKeep-Alive: timeout=5\r\n' +
          'TE: deflate\r\nX-Latin: \xe9\r\nContent-Length: 0\r\n\r\n',
      );
      const { method, url, rawHeaders } = JSON.parse(
        Buffer.from(answer.slice(answer.indexOf('{')), 'latin1').toString(),
      );
      assert.deepEqual([method, url], ['PROPFIND', '/a%2Fb/../c%20d?x=%zz&x=1&=&y']);
      assert.deepEqual(pairsOf(rawHeaders, 'connection', 'x-chaos-gateway'), [
        ['Host', 'My-Bucket.s3.localhost.localstack.cloud:4566'],
        ['X-Twice', 'one'],
        ['x-tWICE', 'two'],
        ['X-Latin', '\xe9'],
        ['Content-Length', '0'],
      ]);
    }));

  it('gives status, reason and headers back as they came, but for those of the connection', () =>
    withUpstream(
      (message, response) => {
        message.resume();
        const headers = ['Set-Cookie', 'a=1', 'set-COOKIE', 'b=2', 'X-Amz-Id', 'x', 'Connection', 'X-Mine'];
        response.sendDate = false;
        response.writeHead(299, 'Quite Fine', [...headers, 'X-Mine', '1', 'Content-Length', '2']).end('ok');
      },
      async ({ ask }) => {
        const { response, body } = await ask('/some/page');
        assert.deepEqual([response.statusCode, response.statusMessage], [299, 'Quite Fine']);
        assert.deepEqual(pairsOf(response.rawHeaders, 'connection', 'keep-alive'), [
          ['Set-Cookie', 'a=1'],
          ['set-COOKIE', 'b=2'],
          ['X-Amz-Id', 'x'],
          ['Content-Length', '2'],
        ]);
        assert.equal(body.toString(), 'ok');
      },
    ));

  const bodies: Record<string, [method: string, headers: Record<string, string>, body: string | undefined]> =
    {
      'a body with a length': ['PUT', { 'content-length': '5' }, 'hello'],
      'a chunked body': ['POST', { 'transfer-encoding': 'chunked' }, 'hello'],
      'a chunked body of a DELETE': ['DELETE', { 'transfer-encoding': 'chunked' }, 'hello'],
      'a form': ['POST', { 'content-type': 'application/x-www-form-urlencoded' }, 'Action=X&Version=1'],
      'an empty POST': ['POST', { 'content-length': '0' }, undefined],
    };
  for (const [what, [method, headers, body]] of Object.entries(bodies)) {
    it(`carries ${what}`, () =>
      withUpstream(echo, async ({ ask }) => {
        const { body: answer } = await ask('/', { method, headers }, body);
        const received = JSON.parse(answer.toString());
        assert.deepEqual([received.method, received.body], [method, body ?? '']);
        const isChunked = pairsOf(received.rawHeaders).some(([name]) =>
          /transfer-encoding/i.test(name ?? ''),
        );
        assert.equal(isChunked, 'transfer-encoding' in headers);
      }));
  }

  it('carries a form that is longer than what is read of it to find its action', () =>
    withUpstream(
      async (message, response) => response.end(String((await text(message)).length)),
      async ({ ask }) => {
        const form = { 'content-type': 'application/x-www-form-urlencoded' };
        const body = `Action=Publish&Version=2010-03-31&Message=${'x'.repeat(5_000_000)}`;
        const passed = await ask('/', { method: 'POST', headers: form }, body);
        assert.equal(passed.body.toString(), String(body.length));
        await ask(
          '/_localstack/chaos/faults',
          { method: 'POST' },
          '[{"service":"sns","operation":"Publish"}]',
        );
        assert.equal((await ask('/', { method: 'POST', headers: form }, body)).response.statusCode, 503);
      },
    ));

  it('has no body where HTTP has none: HEAD, 204 and 304', () =>
    withUpstream(
      (message, response) => {
        message.resume();
        response.writeHead(Number(message.url?.slice(1)), { etag: '"a"', 'content-length': '7' }).end();
      },
      async ({ ask }) => {
        const head = await ask('/200', { method: 'HEAD' });
        assert.deepEqual([head.response.headers['content-length'], head.body.length], ['7', 0]);
        for (const status of [204, 304]) {
          const { response, body } = await ask(`/${status}`);
          assert.deepEqual([response.statusCode, response.headers.etag, body.length], [status, '"a"', 0]);
        }
      },
    ));

  it('keeps the body compressed', () =>
    withUpstream(
      (message, response) => {
        message.resume();
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from([0x1f, 0x8b, 1, 2]));
      },
      async ({ ask }) => assert.deepEqual([...(await ask('/x')).body], [0x1f, 0x8b, 1, 2]),
    ));

  it('matches nothing that it cannot identify, and makes no error of it', () =>
    withUpstream(echo, async ({ ask }) => {
      await ask('/_localstack/chaos/faults', { method: 'POST' }, '[{}]');
      const { response } = await ask('/what/is/this');
      assert.deepEqual([response.statusCode, response.headers['x-chaos-rule']], [200, undefined]);
    }));

  for (const path of [
    '/_localstack/init',
    '/_localstack/plugins?x=1',
    '/_aws/sqs/messages',
    '/_localstack',
  ]) {
    it(`takes ${path} for the emulator's`, () =>
      withUpstream(echo, async ({ ask }) => {
        assert.equal(JSON.parse((await ask(path)).body.toString()).url, path);
      }));
  }

  it('keeps connections to the emulator open', async () => {
    const sockets = new Set<unknown>();
    await withUpstream(
      (message, response) => {
        sockets.add(message.socket);
        response.end();
      },
      async ({ ask }) => {
        for (let n = 0; n < 3; n += 1) await ask('/x');
      },
    );
    assert.equal(sockets.size, 1);
  });

  it('sends a request again whose connection the emulator closed just then, unless it may have been acted on', () => {
    const used = new Set<unknown>();
    const reached: string[] = [];
    const closing = (message: IncomingMessage, response: ServerResponse) => {
      reached.push(`${message.method} ${message.url}`);
      if (used.has(message.socket)) return message.socket.resetAndDestroy();
      used.add(message.socket);
      message.resume();
      return response.end();
    };
    return withUpstream(closing, async ({ ask }) => {
      const statuses: unknown[] = [];
      for (const [path, method] of [
        ['/1', 'GET'],
        ['/2', 'GET'],
        ['/3', 'GET'],
        ['/4', 'POST'],
      ] as const) {
        statuses.push((await ask(path, { method })).response.statusCode);
      }
      assert.deepEqual(statuses, [200, 200, 200, 502]);
      assert.deepEqual(reached, ['GET /1', 'GET /2', 'GET /2', 'GET /3', 'POST /4']);
    });
  });

  it('serves while the emulator is down, says so in the protocol of the caller, and passes on once it is back', () =>
    withUpstream(echo, async ({ upstream, ask }) => {
      const { port } = upstream.address() as AddressInfo;
      upstream.closeAllConnections();
      await new Promise((resolve) => upstream.close(resolve));
      const down = new RegExp(`^Nothing answers at http://127\\.0\\.0\\.1:${port}, .*Start the emulator`);
      const json = await ask('/restapis', { headers: signed('apigateway') });
      assert.equal(json.response.statusCode, 502);
      const { __type, message } = JSON.parse(json.body.toString());
      assert.equal(__type, 'UpstreamUnavailable');
      assert.match(message, down);
      const xml = await ask('/bucket/key', { headers: signed('s3') });
      assert.match(xml.body.toString(), /<Error><Code>UpstreamUnavailable/);
      const endpoint = await ask('/_aws/execute-api/a1/local/x');
      assert.equal(endpoint.response.statusCode, 502);
      assert.match(JSON.parse(endpoint.body.toString()).message, down);
      const health = JSON.parse((await ask('/_localstack/health')).body.toString());
      assert.deepEqual([health.services, health.upstream.reachable], [{}, false]);
      assert.match(health.upstream.problem, down);
      await listening(upstream, port);
      assert.equal((await ask('/x')).response.statusCode, 200);
    }));
});
