import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { isAbort, isHumanError } from '../errors';
import { ChaosClient } from './chaosClient';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const withServer = async (handler: Handler, work: (endpoint: string) => Promise<void>) => {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  try {
    await work(endpoint);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
};

describe('ChaosClient', () => {
  it('speaks the Chaos API to the letter, as its owner', async () => {
    const seen: unknown[] = [];
    const handler: Handler = async (request, response) => {
      const { method, url, headers } = request;
      seen.push([method, url, headers['x-chaos-owner'], await text(request)]);
      response.end(url?.endsWith('effects') ? '{"latency":5}' : '[{"service":"s3"}]');
    };
    await withServer(handler, async (endpoint) => {
      const client = new ChaosClient(endpoint, { owner: 'lab-1' });
      assert.deepEqual(await client.getFaults(), [{ service: 's3' }]);
      await client.addFaults([{ region: 'r' }]);
      await client.deleteFaults([{ region: 'r' }]);
      await client.replaceFaults([]);
      assert.equal(await client.setLatency(5), 5);
      await client.renewLease(6000);
    });
    const faults = '/_localstack/chaos/faults';
    assert.deepEqual(seen, [
      ['GET', faults, 'lab-1', ''],
      ['PATCH', faults, 'lab-1', '[{"region":"r"}]'],
      ['DELETE', faults, 'lab-1', '[{"region":"r"}]'],
      ['POST', faults, 'lab-1', '[]'],
      ['POST', '/_localstack/chaos/effects', 'lab-1', '{"latency":5}'],
      ['PUT', '/_chaos/leases/lab-1', 'lab-1', '{"ttlMs":6000}'],
    ]);
  });

  it('keeps fields of rules that it does not know, since DELETE wants them back', () =>
    withServer(
      (_, response) => response.end('[{"service":"s3","extra":{"a":1}}]'),
      async (endpoint) => {
        assert.deepEqual(await new ChaosClient(endpoint).getFaults(), [{ service: 's3', extra: { a: 1 } }]);
      },
    ));

  it('passes on what the engine found wrong with a rule', () =>
    withServer(
      (_, response) => response.writeHead(400).end('{"message":"[0].region: must be a string"}'),
      async (endpoint) => {
        await assert.rejects(
          new ChaosClient(endpoint).addFaults([{}]),
          (error) =>
            isHumanError(error) && error.message === 'The engine refused it: [0].region: must be a string',
        );
      },
    ));

  it('quotes an answer that is not of the Chaos API', () =>
    withServer(
      (_, response) => response.end('<html>hello</html>'),
      async (endpoint) => {
        await assert.rejects(
          new ChaosClient(endpoint).getFaults(),
          /something else than the Chaos API.*<html>/,
        );
      },
    ));

  it('says that nothing answers, and how to start something', async () => {
    let endpoint = '';
    await withServer(
      () => {},
      async (at) => {
        endpoint = at;
      },
    );
    await assert.rejects(new ChaosClient(endpoint).getFaults(), (error) => {
      assert.ok(isHumanError(error));
      assert.equal(error.kind, 'unreachable');
      assert.match(error.message, /^Nothing answers at http:\/\/127\.0\.0\.1:\d+\. Start the engine with/);
      return true;
    });
  });

  it('gives up on an engine that does not answer, and tells that from one that is not there', () =>
    withServer(
      () => {},
      async (endpoint) => {
        const client = new ChaosClient(endpoint, { timeoutMs: 50 });
        await assert.rejects(
          client.getFaults(),
          (error) => isHumanError(error) && error.kind === 'failed' && /within 0\.05 s/.test(error.message),
        );
      },
    ));

  it('does not follow where it is sent on to, and quotes the answer', () =>
    withServer(
      ({ url }, response) => {
        assert.notEqual(url, '/elsewhere');
        response.writeHead(307, { location: '/elsewhere' }).end('moved');
      },
      (endpoint) => assert.rejects(new ChaosClient(endpoint).addFaults([]), /PATCH .* with 307: moved\./),
    ));

  it('stops waiting when it is told to', () =>
    withServer(
      () => {},
      async (endpoint) => {
        const cancel = new AbortController();
        const asked = assert.rejects(new ChaosClient(endpoint).getFaults(cancel.signal), isAbort);
        cancel.abort();
        await asked;
      },
    ));
});
