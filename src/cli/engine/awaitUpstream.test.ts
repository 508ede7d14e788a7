import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { isHumanError } from '../../core/errors';
import { awaitUpstream } from './awaitUpstream';

const never = new AbortController().signal;

async function withServer(server: Server, work: (url: string) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
}

const answering = (listener: RequestListener) => (work: (url: string) => Promise<void>) =>
  withServer(createServer(listener), work);

const refusal = async (url: string, patienceMs: number): Promise<string> => {
  try {
    await awaitUpstream(url, patienceMs, never);
    return '';
  } catch (error) {
    assert.ok(isHumanError(error) && error.kind === 'unreachable', String(error));
    return error.message;
  }
};

describe('waiting for an upstream', () => {
  it('ends with any answer: not every emulator has a health', () =>
    answering((_, response) => response.writeHead(500).end('no'))((url) => awaitUpstream(url, 0, never)));

  it('asks until one comes', () => {
    let asked = 0;
    return answering((message, response) => {
      asked += 1;
      if (asked < 3) return message.socket.destroy();
      return response.end();
    })(async (url) => {
      await awaitUpstream(url, 5000, never);
      assert.equal(asked, 3);
    });
  });

  it('is refused in one sentence and the next step when nothing listens there', async () =>
    assert.equal(
      await refusal('http://127.0.0.1:1', 250),
      'Nothing answered at http://127.0.0.1:1 within 0.25 s (ECONNREFUSED), where the engine is to pass requests on to. ' +
        'Start the emulator there, give another --upstream, or wait longer for it, as with --wait-for-upstream 60.',
    ));

  it('is refused when what listens there says nothing', () =>
    withServer(createTcpServer(), async (url) =>
      assert.match(await refusal(url, 100), /^Nothing answered at .* within 0\.1 s \(it says nothing\), /),
    ));

  it('is refused at once when what answers speaks something else', () =>
    withServer(
      createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
      async (url) =>
        assert.match(
          await refusal(url, 600_000),
          /does not speak HTTP \(HPE_\w+\)\. Check the scheme and the port/,
        ),
    ));

  it('ends without a word when it is told to', async () => {
    const controller = new AbortController();
    await withServer(
      createTcpServer((socket) => {
        socket.destroy();
        controller.abort();
      }),
      (url) => awaitUpstream(url, 600_000, controller.signal),
    );
  });
});
