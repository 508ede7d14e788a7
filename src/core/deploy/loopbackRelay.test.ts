import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type RequestListener, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { startLoopbackRelay } from './loopbackRelay';

interface Upstream {
  readonly endpoint: string;
  /** Connections that were made to it so far. */
  readonly connections: Set<Socket>;
}

const withRelay = async (
  handler: RequestListener,
  work: (url: string, upstream: Upstream) => Promise<void>,
  { family = '127.0.0.1', host = 'localhost' } = {},
): Promise<void> => {
  const connections = new Set<Socket>();
  const server = createServer(handler).on('connection', (socket) => connections.add(socket));
  await new Promise<void>((resolve) => server.listen(0, family, resolve));
  const endpoint = `http://${host}:${(server.address() as AddressInfo).port}`;
  const relay = await startLoopbackRelay(endpoint);
  try {
    await work(relay.url, { endpoint, connections });
  } finally {
    await relay.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
};

const ask = async (url: string, options: Parameters<typeof request>[1] = {}): Promise<IncomingMessage> =>
  (await once(request(url, options).end(), 'response'))[0];

const textOf = async (answer: IncomingMessage): Promise<string> =>
  Buffer.concat(await answer.toArray()).toString();

/** An address that nothing listens at. */
const freeEndpoint = async (): Promise<string> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
};

describe('startLoopbackRelay', () => {
  it('asks the engine under its own name, with path and headers as they came', () =>
    withRelay(
      ({ method, url, headers }, response) => response.end(JSON.stringify({ method, url, headers })),
      async (url, { endpoint }) => {
        const sent = { 'x-id': '1', 'content-type': 'text/plain', expect: '100-continue' };
        const path = '//a/../%28none%29?x=%3A&delete=';
        const { hostname, port } = new URL(url);
        const answer = await ask('http://x', {
          hostname,
          port,
          path,
          method: 'DELETE',
          headers: { ...sent, host: `${hostname}:${port}` },
        });
        const { headers, ...rest } = JSON.parse(await textOf(answer));
        assert.deepEqual(rest, { method: 'DELETE', url: path });
        assert.deepEqual(
          [headers.host, headers['x-id'], headers['content-type'], headers.expect],
          [new URL(endpoint).host, '1', 'text/plain', undefined],
        );
      },
    ));

  it('gives back status, reason and repeated headers', () =>
    withRelay(
      (_, response) => response.writeHead(418, 'Short and stout', { 'set-cookie': ['a=1', 'b=2'] }).end('x'),
      async (url) => {
        const answer = await ask(url);
        assert.deepEqual(
          [answer.statusCode, answer.statusMessage, answer.headers['set-cookie'], await textOf(answer)],
          [418, 'Short and stout', ['a=1', 'b=2'], 'x'],
        );
      },
    ));

  it('streams 50 MB both ways at once', () =>
    withRelay(
      (incoming, response) => incoming.pipe(response),
      async (url) => {
        const piece = randomBytes(1024 * 1024);
        const sent = createHash('sha256');
        const outgoing = request(url, { method: 'PUT' });
        const upload = pipeline(async function* () {
          for (let count = 0; count < 50; count++) {
            sent.update(piece);
            yield piece;
          }
        }, outgoing);
        const [answer] = await once(outgoing, 'response');
        const received = createHash('sha256');
        await pipeline(answer, received);
        await upload;
        assert.equal(received.digest('hex'), sent.digest('hex'));
      },
    ));

  it('hands on what has come before the rest is there', () =>
    withRelay(
      (incoming, response) => incoming.once('data', (first) => response.write(`got ${first}`)),
      async (url) => {
        const outgoing = request(url, { method: 'POST' });
        outgoing.write('the first piece');
        const [answer] = await once(outgoing, 'response');
        const [first] = await once(answer, 'data');
        assert.equal(String(first), 'got the first piece');
        outgoing.destroy();
        answer.on('error', () => {}); // it was cut off, as was meant
      },
    ));

  it('keeps its connection to the engine', () =>
    withRelay(
      (_, response) => response.end('x'),
      async (url, { connections }) => {
        const agent = new Agent({ keepAlive: true });
        for (let count = 0; count < 3; count++) assert.equal(await textOf(await ask(url, { agent })), 'x');
        agent.destroy();
        assert.equal(connections.size, 1);
      },
    ));

  it('ends its request when the tool goes away', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    await withRelay(
      (_, response) => {
        closed = once(response, 'close');
        response.write('x');
      },
      async (url) => {
        const answer = await ask(url);
        await once(answer, 'data');
        answer.on('error', () => {}); // it was cut off, as was meant
        answer.destroy();
        await closed;
      },
    );
  });

  it('breaks off when the engine does, before or within its answer', () =>
    withRelay(
      ({ url, socket }, response) => {
        if (url === '/within') response.writeHead(200, { 'content-length': 10 }).write('x');
        setImmediate(() => socket.destroy());
      },
      async (url) => {
        await assert.rejects(ask(`${url}/before`), /socket hang up/);
        await assert.rejects(ask(`${url}/within`).then(textOf), /aborted/);
      },
    ));

  it('reaches an engine at an IPv6 address', async function () {
    const ipv6 = await new Promise<boolean>((resolve) => {
      const server = createServer().once('error', () => resolve(false));
      server.listen(0, '::1', () => server.close(() => resolve(true)));
    });
    if (!ipv6) this.skip();
    await withRelay(
      ({ headers }, response) => response.end(headers.host),
      async (url, { endpoint }) => assert.equal(await textOf(await ask(url)), new URL(endpoint).host),
      { family: '::1', host: '[::1]' },
    );
  });

  it('answers only who asks it by its address: the page of a web site cannot', () =>
    withRelay(
      (_, response) => response.end('x'),
      async (url) => {
        const rebound = `rebound.example:${new URL(url).port}`;
        assert.equal((await ask(url, { headers: { host: rebound } })).statusCode, 403);
      },
    ));

  it('ends what is under way when it is closed, and answers nobody any more', async () => {
    const relay = await startLoopbackRelay(await freeEndpoint());
    const { port } = new URL(relay.url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    const ended = once(socket, 'close');
    await relay.close();
    await ended;
    await assert.rejects(ask(relay.url), { code: 'ECONNREFUSED' });
  });

  const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const s3 = {
    authorization: 'AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/s3/aws4_request',
  };
  const protocols: Record<string, [Record<string, string>, RegExp]> = {
    json: [
      {},
      /^\{"__type":"EngineUnreachable","message":"The engine cannot be reached: Nothing answers at /,
    ],
    query: [
      form,
      /^<ErrorResponse><Error><Type>Sender<\/Type><Code>EngineUnreachable<\/Code><Message>The eng/,
    ],
    s3: [
      s3,
      /^<Error><Code>EngineUnreachable<\/Code><Message>The engine cannot be reached: Nothing answers at /,
    ],
  };
  for (const [protocol, [headers, expected]] of Object.entries(protocols)) {
    it(`says in ${protocol} that there is no engine, which no tool asks for again`, async () => {
      const endpoint = await freeEndpoint();
      const relay = await startLoopbackRelay(endpoint);
      const answer = await ask(relay.url, { method: 'POST', headers });
      const said = await textOf(answer);
      await relay.close();
      assert.equal(answer.statusCode, 400);
      assert.match(said, expected);
      assert.ok(said.includes(endpoint), said);
    });
  }
});
