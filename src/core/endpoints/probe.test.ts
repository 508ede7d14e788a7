import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { FakeClock } from '../fakeClock';
import type { Endpoint } from './endpoint';
import { probe } from './probe';
import { sendRequest } from './sendRequest';

const withServer = async (handler: RequestListener, work: (url: string) => Promise<void>) => {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as { port: number }).port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
};

const endpoint = (url: string, host?: string): Endpoint => ({
  id: 'us-east-1/a1/local GET /',
  region: 'us-east-1',
  apiId: 'a1',
  apiName: 'shop',
  stage: 'local',
  method: 'GET',
  path: '/',
  url,
  integration: { kind: 'mock' },
  probeable: true,
  ...(host ? { host } : {}),
});

/** An answer that never ends. */
const flood: RequestListener = (_, response) => {
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(16_384)));
  };
  response.on('drain', more);
  more();
};

describe('probe', () => {
  it('asks with the Host of the custom domain, and does not follow where it is sent', () =>
    withServer(
      ({ headers }, response) => response.writeHead(302, { location: `http://${headers.host}/` }).end(),
      async (url) => {
        const sample = await probe(endpoint(url, 'chaos-example.demo.com'), { clock: new FakeClock(5) });
        assert.deepEqual(
          { ...sample, durationMs: 0 },
          { at: 5, status: 302, durationMs: 0, injected: false },
        );
      },
    ));

  it('sends the Host header that it was given', () =>
    withServer(
      ({ headers }, response) => response.writeHead(headers.host === 'd.com' ? 200 : 500).end(),
      async (url) => assert.equal((await probe(endpoint(url, 'd.com'))).status, 200),
    ));

  it('tells an injected error from a real one', () =>
    withServer(
      (_, response) => response.writeHead(503, { 'x-chaos-rule': '0' }).end(),
      async (url) => assert.equal((await probe(endpoint(url))).injected, true),
    ));

  it('makes a sample of every kind of silence', async () => {
    await withServer(
      () => {},
      async (url) => assert.equal((await probe(endpoint(url), { timeoutMs: 50 })).error, 'timeout'),
    );
    await withServer(
      (request) => request.socket.destroy(),
      async (url) => assert.equal((await probe(endpoint(url))).error, 'ECONNRESET'),
    );
    let gone = '';
    await withServer(
      () => {},
      async (url) => {
        gone = url;
      },
    );
    assert.equal((await probe(endpoint(gone))).error, 'ECONNREFUSED');
  });

  it('ends with a body that does not', () =>
    withServer(flood, async (url) => assert.equal((await probe(endpoint(url))).status, 200)));

  it('rejects when it is told to stop', () =>
    withServer(
      () => {},
      async (url) => {
        const cancel = new AbortController();
        const probed = assert.rejects(probe(endpoint(url), { signal: cancel.signal }));
        cancel.abort();
        await probed;
      },
    ));
});

describe('sendRequest', () => {
  it('gives the whole answer: repeated headers, body, status', () =>
    withServer(
      (request, response) =>
        request.on('data', (body) =>
          response
            .writeHead(201, { 'set-cookie': ['a=1', 'b=2'], 'x-host': request.headers.host })
            .end(`${request.method} ${request.headers['content-type']} ${body} é`),
        ),
      async (url) => {
        const headers = { 'content-type': 'text/plain' };
        const answer = await sendRequest({ method: 'POST', url, host: 'd.com', headers, body: 'hello' });
        assert.deepEqual(
          answer.headers.filter(([name]) => ['set-cookie', 'x-host'].includes(name)),
          [
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
            ['x-host', 'd.com'],
          ],
        );
        const { status, body, encoding, truncated } = answer;
        assert.deepEqual(
          [status, body, encoding, truncated],
          [201, 'POST text/plain hello é', 'utf8', false],
        );
      },
    ));

  it('reads no more of a body than it was told, and says so', () =>
    withServer(flood, async (url) => {
      const answer = await sendRequest({ method: 'GET', url }, { maxBodyBytes: 100 });
      assert.deepEqual([answer.body, answer.truncated], ['x'.repeat(100), true]);
    }));

  it('gives what is no text as base64', () =>
    withServer(
      (_, response) => response.end(Buffer.from([0x89, 0x50, 0x00, 0xff])),
      async (url) => {
        const { body, encoding } = await sendRequest({ method: 'GET', url });
        assert.deepEqual([body, encoding], ['iVAA/w==', 'base64']);
      },
    ));

  it('says why there is no answer', () =>
    withServer(
      () => {},
      async (url) => {
        const sent = sendRequest({ method: 'GET', url }, { timeoutMs: 50 });
        await assert.rejects(
          sent,
          /^HumanError: GET http.* got no answer\. It took longer than 0\.05 s\. Check/,
        );
      },
    ));
});
