import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { HttpReply } from '../../aws/http';
import { type GatewayInTest, signed, withGateway } from '../withGateway';
import { type Answer, HttpServer } from './httpServer';

const test = (title: string, work: (gateway: GatewayInTest) => Promise<void>) =>
  it(title, () => withGateway({}, work));

/** Writes bytes to the engine as they are, and gives what came back until it closed the connection. */
async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (text) => {
    answer += text;
  });
  socket.on('error', () => {}); // a reset is an answer too
  socket.end(bytes, 'latin1');
  await once(socket, 'close');
  return answer;
}

const head = 'Host: localhost\r\nConnection: close\r\n';

const malformed: Record<string, string> = {
  'no HTTP at all': '\x16\x03\x01\x02\x00 garbage\r\n\r\n',
  'a line without an end': 'GET /',
  'no Host': 'GET /_localstack/health HTTP/1.1\r\nConnection: close\r\n\r\n',
  'HTTP/1.0 without Host': 'GET /_localstack/health HTTP/1.0\r\n\r\n',
  'a bad header': `GET / HTTP/1.1\r\n${head}bad header\r\n\r\n`,
  'a bad length': `POST / HTTP/1.1\r\n${head}Content-Length: x\r\n\r\n`,
  'a body cut short': `POST /restapis HTTP/1.1\r\n${head}Content-Length: 100\r\n\r\nabc`,
  'bad chunks': `POST /restapis HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n`,
  'headers without end': `GET / HTTP/1.1\r\n${'x-a: b\r\n'.repeat(20_000)}`,
  'an escape cut short': `GET /%E0%A4%A/%/%zz?%=%zz&%E0 HTTP/1.1\r\n${head}\r\n`,
  'a star': `OPTIONS * HTTP/1.1\r\n${head}\r\n`,
  'an absolute target': `GET http://localhost/_localstack/nothing HTTP/1.1\r\n${head}\r\n`,
  'an upgrade': 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  'a tunnel': 'CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n',
};

describe('the HTTP server', () => {
  for (const [what, bytes] of Object.entries(malformed)) {
    test(`survives ${what}`, async ({ port, ask, reports }) => {
      const answer = await raw(port, bytes);
      assert.match(answer, /^(HTTP\/1\.1 [45]\d\d |$)/);
      assert.equal((await ask('/_localstack/health')).status, 200);
      assert.deepEqual(reports, []);
    });
  }

  test('reads an absolute target as its path', async ({ port }) => {
    const answer = await raw(port, `GET http://localhost/_localstack/health?x HTTP/1.1\r\n${head}\r\n`);
    assert.match(answer, /^HTTP\/1\.1 200 /);
  });

  test('tells a client that waits to go on with its body', async ({ port, calls }) => {
    const headers = { ...signed('s3'), expect: '100-continue', 'content-length': 5 };
    const sent = request({ port, method: 'PUT', path: '/bucket/key', headers, agent: false });
    sent.flushHeaders();
    await once(sent, 'continue');
    sent.end('hello');
    const [response] = await once(sent, 'response');
    response.resume();
    assert.deepEqual([response.statusCode, calls[0]?.request.body.toString()], [200, 'hello']);
  });

  test('keeps what came in: raw headers, repeated ones joined, the path as it was', async ({
    port,
    calls,
  }) => {
    const lines = 'X-Two: a\r\nX-Two: b\r\n';
    const auth = `Authorization: ${signed('s3').authorization}\r\n`;
    await raw(port, `GET /bucket/a%2Fb/../c?x=1&x=2 HTTP/1.1\r\n${head}${lines}${auth}\r\n`);
    const sent = calls[0]?.request;
    assert.deepEqual(
      [sent?.path, sent?.query.getAll('x'), sent?.headers['x-two'], sent?.sourceIp],
      ['/bucket/a%2Fb/../c', ['1', '2'], 'a, b', '127.0.0.1'],
    );
    assert.equal(sent?.rawHeaders.filter((name) => name === 'X-Two').length, 2);
  });

  test('takes pipelined requests one after the other', async ({ port }) => {
    const one = 'GET /_localstack/health HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const last = `GET /_chaos/rules HTTP/1.1\r\n${head}\r\n`;
    const answer = await raw(port, one + one + last);
    assert.equal(answer.match(/HTTP\/1\.1 200 /g)?.length, 3);
  });
});

/** A server of its own that always answers the same. */
async function withServer<T>(
  answer: Answer,
  work: (port: number, reports: string[]) => Promise<T>,
): Promise<T> {
  const reports: string[] = [];
  const server = new HttpServer(answer, (line) => reports.push(line));
  const port = await server.listen(0, '127.0.0.1');
  try {
    return await work(port, reports);
  } finally {
    await server.close();
  }
}

const replying =
  (reply: Partial<HttpReply>): Answer =>
  async () => ({ status: 200, headers: {}, body: '', ...reply });

describe('sending a reply', () => {
  it('keeps repeated headers apart', () =>
    withServer(replying({ headers: { 'Set-Cookie': ['a=1', 'b=2'] } }), async (port) => {
      const response = await fetch(`http://127.0.0.1:${port}/`);
      assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    }));

  it('keeps to itself what belongs to the connection', () =>
    withServer(
      replying({ headers: { 'Transfer-Encoding': 'chunked', 'Content-Length': '99' }, body: 'ü' }),
      async (port) => {
        const response = await fetch(`http://127.0.0.1:${port}/`);
        assert.deepEqual([response.headers.get('content-length'), await response.text()], ['2', 'ü']);
      },
    ));

  it('tells HEAD the length that the reply names', () =>
    withServer(replying({ headers: { 'content-length': '12345' } }), async (port) => {
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'HEAD' });
      assert.equal(response.headers.get('content-length'), '12345');
    }));

  it('sends 204 and 304 without a body', () =>
    withServer(replying({ status: 204, body: 'not for you' }), async (port) => {
      const response = await fetch(`http://127.0.0.1:${port}/`);
      assert.deepEqual([response.status, response.headers.has('content-length')], [204, false]);
    }));

  const impossible: readonly Partial<HttpReply>[] = [
    { headers: { 'x-a': 'line\r\nbreak' } },
    { headers: { 'bad name': 'x' } },
    { status: 42 },
    { status: Number.NaN },
  ];
  for (const reply of impossible) {
    it(`makes a 502 of ${JSON.stringify(reply)}`, () =>
      withServer(replying(reply), async (port) => {
        const response = await fetch(`http://127.0.0.1:${port}/`);
        assert.equal(response.status, 502);
        assert.match(await response.text(), /The answer could not be sent/);
      }));
  }

  it('does not mind a client that is gone by then', () => {
    const controller = new AbortController();
    const answer: Answer = async (_message, { signal }) => {
      controller.abort();
      await once(signal, 'abort');
      return { status: 200, headers: {}, body: 'too late' };
    };
    return withServer(answer, async (port, reports) => {
      await assert.rejects(fetch(`http://127.0.0.1:${port}/`, { signal: controller.signal }));
      assert.deepEqual(reports, []);
    });
  });
});

describe('closing the server', () => {
  it('ends idle connections at once, and tells running requests', async function () {
    this.timeout(1500); // before the server would cut off by force
    let started = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const server = new HttpServer(async (_message, { signal }) => {
      started();
      await once(signal, 'abort');
      return { status: 200, headers: {}, body: 'ended early' };
    }, assert.fail);
    const port = await server.listen(0, '127.0.0.1');
    const idle = connect(port, '127.0.0.1');
    await once(idle, 'connect');
    const answer = fetch(`http://127.0.0.1:${port}/`);
    await running;
    const closed = server.close();
    assert.equal(await (await answer).text(), 'ended early');
    await closed;
    idle.destroy();
    await assert.rejects(fetch(`http://127.0.0.1:${port}/`));
  });

  it('cuts off what does not end', async () => {
    let started = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const server = new HttpServer(async () => {
      started();
      return new Promise<never>(() => {});
    }, assert.fail);
    const port = await server.listen(0, '127.0.0.1');
    const answer = fetch(`http://127.0.0.1:${port}/`).catch((error: Error) => error.message);
    await running;
    await server.close();
    assert.equal(await answer, 'fetch failed');
  });
});
