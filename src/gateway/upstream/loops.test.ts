import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type EngineInTest, withEngine } from '../../cli/engine/withEngine';
import { signed } from '../withGateway';

interface Detour {
  readonly url: string;
  leadTo(port: number): void;
}

/** An address that leads wherever the test says, as a published port does. */
async function withDetour(work: (detour: Detour) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>();
  let target = 0;
  const detour = createServer((socket) => {
    const onward = connect(target, '127.0.0.1');
    for (const each of [socket, onward]) sockets.add(each.on('error', () => {}));
    socket.pipe(onward).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(detour, 'listening');
  const leadTo = (port: number) => {
    target = port;
  };
  try {
    await work({ url: `http://127.0.0.1:${(detour.address() as AddressInfo).port}`, leadTo });
  } finally {
    detour.close();
    for (const socket of sockets) socket.destroy();
  }
}

/** Gateways in a ring: each in front of the next, the last in front of the first. */
const withRing = (size: 1 | 2, work: (first: EngineInTest, detour: Detour) => Promise<void>): Promise<void> =>
  withDetour((detour) =>
    withEngine({ upstream: detour.url, regions: [] }, async (last) => {
      const close = async (first: EngineInTest) => {
        detour.leadTo(first.port);
        await work(first, detour);
      };
      return size === 1 ? close(last) : withEngine({ upstream: last.url, regions: [] }, close);
    }),
  );

const ask = async (url: string, init: RequestInit = {}) => {
  const answer = await fetch(url, init);
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
};

const circle = /^Requests go round in a circle: .* Start it with the emulator's own address as --upstream\.$/;

for (const size of [1, 2] as const) {
  describe(`a request that comes back to a gateway it went through (${size} in the ring)`, () => {
    it('is ended with 508 in the protocol of its caller', () =>
      withRing(size, async ({ url }) => {
        const json = await ask(`${url}/restapis`, { headers: signed('apigateway') });
        const { __type, message } = JSON.parse(json.body);
        assert.deepEqual([json.status, __type], [508, 'LoopDetected']);
        assert.match(message, circle);
        const xml = await ask(`${url}/bucket/key`, { headers: signed('s3') });
        assert.match(xml.body, /<Error><Code>LoopDetected<\/Code>/);
        const form = await ask(url, {
          method: 'POST',
          headers: signed('sts'),
          body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
        });
        assert.match(form.body, /<ErrorResponse .*<Code>LoopDetected<\/Code>/);
        const page = await ask(`${url}/some/page`);
        assert.deepEqual([page.status, page.headers.get('x-amzn-errortype')], [508, 'LoopDetected']);
        const endpoint = await ask(`${url}/_aws/execute-api/a1/local/x`);
        assert.match(JSON.parse(endpoint.body).message, circle);
      }));

    it('meets the rules once', () =>
      withRing(size, async ({ url }) => {
        const rules = JSON.stringify([{ service: 's3', probability: 0 }]);
        await ask(`${url}/_localstack/chaos/faults`, { method: 'POST', body: rules });
        await ask(`${url}/bucket/key`, { headers: signed('s3') });
        const counted = JSON.parse((await ask(`${url}/_chaos/rules`)).body);
        assert.equal(counted.rules[0].matches, 1);
      }));

    it('shows in the health of the gateway', () =>
      withRing(size, async ({ url }) => {
        const { upstream } = JSON.parse((await ask(`${url}/_localstack/health`)).body);
        if (size === 1) assert.match(upstream.problem, circle);
        else assert.deepEqual([upstream.product, upstream.reachable], ['chaos-lab', true]);
      }));
  });
}

describe('a request that went through another gateway', () => {
  it('passes, and is marked by each', () =>
    withDetour(async (detour) => {
      const server = createServer((socket) =>
        socket.once('data', (bytes) =>
          socket.end(
            `HTTP/1.1 200 OK\r\nX-Seen: ${marksIn(String(bytes)).length}\r\nConnection: close\r\n\r\n`,
          ),
        ),
      ).listen(0, '127.0.0.1');
      await once(server, 'listening');
      detour.leadTo((server.address() as AddressInfo).port);
      await withEngine({ upstream: detour.url, regions: [] }, (inner) =>
        withEngine({ upstream: inner.url, regions: [] }, async ({ url }) => {
          const { status, headers } = await ask(`${url}/some/page`);
          assert.deepEqual([status, headers.get('x-seen')], [200, '2']);
        }),
      );
      server.close();
    }));
});

const marksIn = (head: string): string[] => head.match(/^x-chaos-gateway: [0-9a-f-]{36}\r$/gm) ?? [];
