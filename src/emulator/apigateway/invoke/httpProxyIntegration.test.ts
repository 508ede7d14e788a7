import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiAddress, createTestApi } from '../testApi';

async function withTarget(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const proxy = (uri: string, settings: object = {}) => ({
  path: '/{proxy+}',
  verb: 'ANY',
  integration: { type: 'HTTP_PROXY', integrationHttpMethod: 'ANY', uri, ...settings },
});

describe('an HTTP proxy integration', () => {
  it('sends the request on and the answer back', async () => {
    const seen: unknown[] = [];
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        seen.push([request.method, request.url, request.headers['x-a'], Buffer.concat(chunks).toString()]);
        response.writeHead(202, { 'Set-Cookie': ['a=1', 'b=2'], 'X-B': 'c' }).end('taken');
      });
    };
    await withTarget(answer, async (url) => {
      const { deploy, send } = createTestApi();
      const id = await deploy([proxy(`${url}/base/{proxy}`)]);
      const sent = { headers: [['X-A', 'b']] as const, query: 'q=1&q=2', body: 'text' };
      const { status, headers, body } = await send('POST', apiAddress(id, '/x/y'), sent);
      assert.deepEqual([status, String(body), headers['x-b']], [202, 'taken', 'c']);
      assert.deepEqual(headers['set-cookie'], ['a=1', 'b=2']);
      assert.deepEqual(seen, [['POST', '/base/x/y?q=1&q=2', 'b', 'text']]);
    });
  });

  it('is a 504 when the target takes too long', async () => {
    await withTarget(
      () => {},
      async (url) => {
        const { deploy, send } = createTestApi();
        const id = await deploy([proxy(url, { timeoutInMillis: 50 })]);
        assert.equal((await send('GET', apiAddress(id, '/x'))).status, 504);
      },
    );
  });

  it('is a 502 when the target cannot be reached', async () => {
    let gone = '';
    await withTarget(
      () => {},
      async (url) => {
        gone = url;
      },
    );
    const { deploy, send } = createTestApi();
    const id = await deploy([proxy(gone)]);
    const { status, headers } = await send('GET', apiAddress(id, '/x'));
    assert.equal(status, 502);
    assert.match(String(headers['x-chaos-detail']), /could not be reached/);
  });
});
