import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { choosePort } from './choosePort';

const listen = async (): Promise<{ server: Server; port: number }> => {
  const server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as { port: number }).port };
};

const close = (server: Server) => new Promise((resolve) => server.close(resolve));

/** A port that nothing listens on. */
const freePort = async () => {
  const { server, port } = await listen();
  await close(server);
  return port;
};

describe('choosePort', () => {
  it('takes the preferred port when it is free', async () => {
    const port = await freePort();
    assert.equal(await choosePort({ preferred: port, whenEmulator: 'report' }), port);
  });

  it('takes the last one of this workspace, else any, when something that is no emulator holds the preferred', async () => {
    const { server, port } = await listen();
    const fallback = await freePort();
    assert.equal(await choosePort({ preferred: port, fallback, whenEmulator: 'report' }), fallback);
    assert.equal(await choosePort({ preferred: port, fallback: port, whenEmulator: 'report' }), 0);
    assert.equal(await choosePort({ preferred: port, whenEmulator: 'report' }), 0);
    await close(server);
  });
});
