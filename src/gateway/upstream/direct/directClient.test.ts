import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Waiter } from '../../http/waiter';
import { DirectClient, type DirectClientOptions, StaleConnectionError } from './directClient';

const never = new Waiter();

/** A server that says what the test wants, and a client of it. */
async function withServer(
  serve: (socket: Socket, received: string) => void,
  work: (client: DirectClient, sockets: Set<Socket>) => Promise<void>,
  options: Partial<DirectClientOptions> = {},
): Promise<void> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes) => serve(socket, bytes.toString('latin1')));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new DirectClient({
    host: '127.0.0.1',
    port,
    idleMs: 4000,
    connectTimeoutMs: 5000,
    ...options,
  });
  try {
    await work(client, sockets);
  } finally {
    client.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

const get = { method: 'GET', head: 'GET / HTTP/1.1\r\n\r\n', body: undefined };
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

const ask = async (client: DirectClient): Promise<string> => text((await client.send(get, never)).body);

describe('a client of one server', () => {
  it('uses a connection again, and as many as there are requests at once', () =>
    withServer(
      (socket) => socket.write(ok),
      async (client, sockets) => {
        for (let round = 0; round < 3; round++) assert.equal(await ask(client), 'ok');
        assert.equal(sockets.size, 1);
        assert.deepEqual(await Promise.all([ask(client), ask(client)]), ['ok', 'ok']);
        assert.equal(sockets.size, 2);
      },
    ));

  for (const [what, answer] of [
    ['says that it closes', ok.replace('OK\r\n', 'OK\r\nConnection: close\r\n')],
    ['says that it keeps none', ok.replace('OK\r\n', 'OK\r\nKeep-Alive: timeout=0\r\n')],
    ['is of HTTP/1.0', ok.replace('1.1', '1.0')],
  ] as const)
    it(`uses no connection again of a server that ${what}`, () =>
      withServer(
        (socket) => socket.write(answer),
        async (client, sockets) => {
          for (let round = 0; round < 3; round++) assert.equal(await ask(client), 'ok');
          assert.equal(sockets.size, 3);
        },
      ));

  it('uses no connection again on which the server speaks unasked', () =>
    withServer(
      (socket) => socket.write(ok),
      async (client, sockets) => {
        assert.equal(await ask(client), 'ok');
        const [first] = sockets;
        first?.write(ok.replace('ok', 'no'));
        if (first) await once(first, 'close');
        assert.equal(await ask(client), 'ok');
        assert.equal(sockets.size, 2);
      },
    ));

  it('tells a connection that was stale from one that broke', () => {
    let asked = 0;
    return withServer(
      (socket) => (++asked === 1 ? socket.write(ok) : socket.destroy()),
      async (client) => {
        assert.equal(await ask(client), 'ok');
        await assert.rejects(ask(client), StaleConnectionError);
        await assert.rejects(ask(client), { code: 'ECONNRESET', message: 'The connection ended.' });
      },
    );
  });

  it('sends a body as it comes, and uses the connection again', () =>
    withServer(
      (socket, received) => {
        if (received.endsWith('world')) socket.write(ok);
      },
      async (client, sockets) => {
        for (let round = 0; round < 2; round++) {
          const body = Readable.from(['hello ', 'world'].map((part) => Buffer.from(part)));
          const head = 'PUT / HTTP/1.1\r\nContent-Length: 11\r\n\r\n';
          const reply = await client.send({ method: 'PUT', head, body }, never);
          assert.equal(await text(reply.body), 'ok');
        }
        assert.equal(sockets.size, 1);
      },
    ));

  it('ends a connection whose request was answered before it was sent', () =>
    withServer(
      (socket) => socket.write(ok),
      async (client, sockets) => {
        const body = new Readable({ read() {} });
        const reply = await client.send({ method: 'PUT', head: 'PUT / HTTP/1.1\r\n\r\n', body }, never);
        assert.equal(await text(reply.body), 'ok');
        const [first] = sockets;
        if (first && !first.destroyed) await once(first, 'close');
        assert.equal(await ask(client), 'ok');
        assert.equal(sockets.size, 2);
      },
    ));

  it('breaks an answer off that breaks off', () =>
    withServer(
      (socket) => {
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal');
      },
      async (client) => {
        const { body } = await client.send(get, never);
        await assert.rejects(text(body), { code: 'ECONNRESET' });
      },
    ));

  it('reads no faster than its reader', () => {
    const size = 64 * 1024 * 1024;
    return withServer(
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
        socket.write(Buffer.alloc(size));
      },
      async (client) => {
        const { body } = await client.send(get, never);
        await new Promise((resolve) => setTimeout(resolve, 200));
        assert.ok(body.readableLength < 1024 * 1024, `${body.readableLength} bytes wait`);
        let read = 0;
        for await (const chunk of body) read += chunk.length;
        assert.equal(read, size);
      },
    );
  });

  it('ends the connection with the signal, and of a reader that leaves', () =>
    withServer(
      (socket, received) => {
        if (received.startsWith('HEAD')) return;
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal');
      },
      async (client, sockets) => {
        const waiter = new Waiter();
        const answer = client.send({ ...get, method: 'HEAD', head: 'HEAD / HTTP/1.1\r\n\r\n' }, waiter);
        while (sockets.size < 1) await new Promise((resolve) => setImmediate(resolve));
        const [first] = sockets;
        waiter.leave(new Error('gone'));
        await assert.rejects(answer, { code: 'ECONNRESET' });
        if (first && !first.destroyed) await once(first, 'close');
        const { body } = await client.send(get, never);
        const [, second] = sockets;
        body.destroy();
        if (second && !second.destroyed) await once(second, 'close');
        assert.equal(second?.destroyed, true);
      },
    ));

  it('lets go of connections that nobody uses', () =>
    withServer(
      (socket) => socket.write(ok),
      async (client, sockets) => {
        assert.equal(await ask(client), 'ok');
        const [first] = sockets;
        if (first && !first.destroyed) await once(first, 'close');
        assert.equal(await ask(client), 'ok');
        assert.equal(sockets.size, 2);
      },
      { idleMs: 50 },
    ));

  it('says why there is no connection', async () => {
    const client = new DirectClient({ host: '127.0.0.1', port: 1, idleMs: 1000, connectTimeoutMs: 1000 });
    await assert.rejects(ask(client), { code: 'ECONNREFUSED' });
  });
});
