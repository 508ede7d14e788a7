import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import {
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
} from '@aws-sdk/client-api-gateway';
import { withEngine } from '../../cli/engine/withEngine';
import { ExternalEngine } from '../engines/externalEngine';
import { ChaosClient } from '../http/chaosClient';
import { endpointsOf } from './apiModel';
import { discover } from './discovery';
import { EndpointsService } from './endpointsService';
import { probe } from './probe';
import { connect, deploy, lambdaUri, map, mock } from './shopApi.fixture';

/** The endpoints that the first events of a stream name. */
const endpointsIn = async (events: Response, count: number): Promise<string[]> => {
  let text = '';
  for await (const chunk of (events.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const named = [...text.matchAll(/"endpoint":"(.*?)"/g)].map(([, id = '']) => id);
    if (named.length >= count) return named;
  }
  throw new Error(`The stream ended: ${text}`);
};

/** Passes requests on with other headers. */
const forward = async (to: string, change: (headers: IncomingHttpHeaders) => void) => {
  const server = createServer((incoming, reply) => {
    const headers = { ...incoming.headers };
    change(headers);
    const outgoing = request(to + incoming.url, { method: incoming.method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(reply);
    });
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${port}`, close };
};

describe('discovery at a real engine', () => {
  it('finds methods, what stands behind them, and custom domains', () =>
    withEngine({}, async ({ url }) => {
      const client = connect(url);
      const id = await deploy(client);
      await map(client, url, { restApiId: id });
      client.destroy();
      assert.deepEqual(await discover({ endpoint: url, region: 'us-east-1' }), {
        region: 'us-east-1',
        apis: [
          {
            id,
            name: 'shop',
            stages: ['local'],
            methods: [
              { method: 'GET', path: '/test', integration: { type: 'MOCK' } },
              { method: 'POST', path: '/test', integration: { type: 'AWS_PROXY', uri: lambdaUri } },
            ],
          },
        ],
        mappings: [{ domain: 'chaos-example.demo.com', basePath: '', apiId: id, stage: 'local' }],
        functions: new Map(),
      });
      assert.deepEqual(await discover({ endpoint: url, region: 'us-west-2' }), {
        region: 'us-west-2',
        apis: [],
        mappings: [],
      });
    }));

  it('reads past the first page', () =>
    withEngine({}, async ({ url }) => {
      const client = connect(url);
      const names = Array.from({ length: 30 }, (_, index) => `api-${index}`);
      for (const name of names) await client.send(new CreateRestApiCommand({ name }));
      client.destroy();
      const { apis } = await discover({ endpoint: url, region: 'us-east-1', pageSize: 7 });
      assert.deepEqual(apis.map(({ name }) => name).sort(), names.sort());
    }));

  it('tells the APIs although Lambda does not tell its functions', () =>
    withEngine({}, async ({ url }) => {
      const client = connect(url);
      await deploy(client);
      client.destroy();
      const blind = await forward(url, (headers) => delete headers['x-chaos-bypass']);
      await new ChaosClient(url).addFaults([{ service: 'lambda' }]);
      const seeing = await discover({ endpoint: url, region: 'us-east-1' });
      assert.deepEqual(seeing.functions, new Map());
      // Without the bypass, as at an engine that does not know it.
      const { apis, functions } = await discover({ endpoint: blind.url, region: 'us-east-1' });
      await blind.close();
      assert.deepEqual([apis.length, functions], [1, undefined]);
    }));

  it('gives endpoints the ids that the engine gives them in its events', () =>
    withEngine({}, async ({ url }) => {
      const client = connect(url);
      const restApiId = await deploy(client);
      const { items } = await client.send(new GetResourcesCommand({ restApiId }));
      const resourceId = items?.find(({ path }) => path === '/')?.id ?? '';
      await mock(client, { restApiId, resourceId, httpMethod: 'ANY' });
      await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'local' }));
      await map(client, url, { restApiId, basePath: 'shop' });
      client.destroy();
      const endpoints = endpointsOf(await discover({ endpoint: url, region: 'us-east-1' }), url);
      const called = endpoints.filter(({ method }) => method !== 'POST');
      const events = await fetch(`${url}/_chaos/events`);
      for (const endpoint of called) await probe(endpoint);
      assert.deepEqual(
        await endpointsIn(events, called.length),
        called.map(({ id }) => id),
      );
      assert.equal(called.length, 4);
    }));

  it('sees through a faulted control plane, and watches every way to an endpoint fail and recover', () =>
    withEngine({}, async ({ url }) => {
      const client = connect(url);
      const id = await deploy(client);
      await map(client, url, { restApiId: id });
      client.destroy();
      const engine = new ExternalEngine({ endpoint: url });
      await engine.start();
      const service = new EndpointsService({ engine, regions: () => ['us-east-1'] });
      const look = async () => {
        await service.refresh();
        await service.probeAll();
        const { endpoints, stale } = service.current;
        const probed = endpoints.filter(({ endpoint }) => endpoint.probeable);
        return [stale, ...probed.map(({ health, samples }) => [health, samples.at(-1)?.status])];
      };
      const chaos = new ChaosClient(url);
      assert.deepEqual(await look(), [false, ['healthy', 200], ['healthy', 200]]);
      await chaos.addFaults([{ region: 'us-east-1' }]);
      service.expectChange();
      assert.deepEqual(await look(), [false, ['failing', 503], ['failing', 503]]);
      assert.ok(service.current.endpoints[0]?.samples.at(-1)?.injected);
      await chaos.replaceFaults([]);
      service.expectChange();
      assert.deepEqual(await look(), [false, ['healthy', 200], ['healthy', 200]]);
      service.dispose();
      engine.dispose();
    }));
});
