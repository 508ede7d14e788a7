import assert from 'node:assert/strict';
import type { EngineStatus } from '../engines/engine';
import { readyStatus } from '../engines/fakeStatus';
import { Tracker } from '../event';
import { FakeClock } from '../fakeClock';
import type { DiscoveredRegion } from './apiModel';
import type { Sample } from './endpoint';
import { EndpointsService, type EndpointsServiceOptions } from './endpointsService';

const ready = (endpoint = 'http://e') => readyStatus({ endpoint });

const apiWith = (...paths: string[]): DiscoveredRegion['apis'] => [
  {
    id: 'a1',
    name: 'shop',
    stages: ['local'],
    methods: paths.map((path) => ({ method: 'GET', path, integration: { type: 'MOCK' } })),
  },
];

const setUp = (options: Partial<EndpointsServiceOptions> = {}) => {
  const clock = new FakeClock();
  const engine = new Tracker<EngineStatus>(ready());
  const world = {
    /** What each region answers: its paths, or why it does not. */
    regions: { 'us-east-1': ['/test'] } as Record<string, string[] | Error>,
    answer: { status: 200, durationMs: 10 } as Pick<Sample, 'status' | 'durationMs'>,
    discoveries: 0,
    probes: [] as string[],
  };
  const service = new EndpointsService({
    engine,
    clock,
    regions: () => Object.keys(world.regions),
    random: () => 0.5,
    discover: async ({ region }) => {
      world.discoveries++;
      const found = world.regions[region] ?? [];
      if (found instanceof Error) throw found;
      return { region, apis: apiWith(...found), mappings: [] };
    },
    probe: async ({ url }) => {
      world.probes.push(url);
      return { at: clock.now(), injected: false, ...world.answer };
    },
    ...options,
  });
  const summary = () =>
    service.current.endpoints.map(({ endpoint, health, samples }) => [endpoint.id, health, samples.length]);
  return { clock, engine, world, service, summary };
};

describe('EndpointsService', () => {
  it('does nothing while nobody looks, discovers and probes while somebody does', async () => {
    const { clock, world, service, summary } = setUp();
    await clock.advance(20_000);
    assert.deepEqual([world.discoveries, world.probes, service.current.discovered], [0, [], false]);
    service.setActive(true);
    await clock.advance(4100);
    assert.deepEqual(summary(), [['us-east-1/a1/local GET /test', 'healthy', 3]]);
    service.setActive(false);
    const { discoveries } = world;
    await clock.advance(20_000);
    assert.deepEqual([world.probes.length, world.discoveries, clock.pending], [3, discoveries, 0]);
  });

  it('tells of each probe as it ends, with what was answered', async () => {
    const answer = { headers: [['x-a', '1']], body: Buffer.from('hello'), truncated: false } as const;
    const sample = { at: 0, status: 200, durationMs: 1, injected: false };
    const { clock, service } = setUp({
      probe: async (_endpoint, _signal, onAnswer) => {
        onAnswer(answer);
        return sample;
      },
    });
    const probed: unknown[] = [];
    service.onDidProbe(({ endpoint, ...rest }) => probed.push([endpoint.path, rest]));
    service.setActive(true);
    await clock.advance(100);
    assert.deepEqual(probed, [['/test', { sample, answer }]]);
    service.dispose();
  });

  it('finds what is deployed later, and forgets what was removed', async () => {
    const { clock, world, service, summary } = setUp();
    service.setActive(true);
    await clock.advance(0);
    world.regions = { 'us-east-1': ['/new'] };
    await service.refresh();
    assert.deepEqual(
      summary().map(([id]) => id),
      ['us-east-1/a1/local GET /new'],
    );
    world.regions = { 'us-east-1': [] };
    await clock.advance(10_000);
    assert.deepEqual(summary(), []);
    service.dispose();
  });

  it('keeps what it knew of a region that does not answer, marked stale, with the reason', async () => {
    const { world, service } = setUp();
    world.regions = { 'us-east-1': ['/test'], 'us-west-2': ['/test'] };
    await service.refresh();
    world.regions = { 'us-east-1': new Error('503 from the control plane'), 'us-west-2': ['/next'] };
    await service.refresh();
    const { endpoints, stale, problem } = service.current;
    assert.deepEqual(
      endpoints.map(({ endpoint }) => endpoint.id),
      ['us-east-1/a1/local GET /test', 'us-west-2/a1/local GET /next'],
    );
    assert.deepEqual(
      [stale, problem],
      [true, 'API Gateway in us-east-1 does not tell its APIs: 503 from the control plane'],
    );
    world.regions = { 'us-east-1': ['/test'] };
    await service.refresh();
    assert.deepEqual([service.current.stale, service.current.problem], [false, undefined]);
  });

  it('judges anew when a fault comes, from the first answer on', async () => {
    const { clock, world, service, summary } = setUp();
    service.setActive(true);
    await clock.advance(6100);
    world.answer = { status: 502, durationMs: 300 };
    service.expectChange();
    await clock.advance(100);
    assert.deepEqual(summary(), [['us-east-1/a1/local GET /test', 'failing', 5]]);
    assert.equal(service.current.endpoints[0]?.p95Ms, 300);
    service.dispose();
  });

  it('tells of many samples at once, not of each', async () => {
    const { clock, world, service } = setUp({ maxConcurrentProbes: 100 });
    world.regions = { 'us-east-1': Array.from({ length: 50 }, (_, index) => `/p${index}`) };
    await service.refresh();
    let news = 0;
    service.onDidChange(() => news++);
    service.setActive(true);
    await clock.advance(1000);
    assert.equal(world.probes.length, 50);
    assert.ok(news <= 3, `${news} pieces of news`);
    service.dispose();
  });

  it('keeps a bounded number of samples', async () => {
    const { clock, service, summary } = setUp({ keptSamples: 5 });
    service.setActive(true);
    await clock.advance(30_000);
    assert.equal(summary()[0]?.[2], 5);
    service.dispose();
  });

  it('probes once for who asks, without being active', async () => {
    const { world, service, summary } = setUp();
    await service.refresh();
    await service.probeAll();
    assert.deepEqual(summary(), [['us-east-1/a1/local GET /test', 'healthy', 1]]);
    assert.deepEqual(world.probes, ['http://e/_aws/execute-api/a1/local/test']);
  });

  it('keeps the view and pauses when the engine dies, forgets it when it is stopped', async () => {
    const { clock, engine, world, service, summary } = setUp();
    service.setActive(true);
    await clock.advance(100);
    engine.set({ state: 'failed', reason: 'The engine ended.' });
    const probes = world.probes.length;
    await clock.advance(10_000);
    assert.deepEqual([summary().length, world.probes.length], [1, probes]);
    assert.deepEqual([service.current.stale, service.current.problem], [true, 'The engine ended.']);
    engine.set({ state: 'stopped' });
    assert.deepEqual(service.current, { endpoints: [], stale: false, discovered: false });
    service.dispose();
  });

  it('goes on at the new address when the engine comes back elsewhere', async () => {
    const { clock, engine, world, service } = setUp();
    service.setActive(true);
    await clock.advance(100);
    engine.set({ state: 'failed', reason: 'gone' });
    engine.set(ready('http://next'));
    await clock.advance(100);
    assert.equal(world.probes.at(-1), 'http://next/_aws/execute-api/a1/local/test');
    assert.equal(service.current.stale, false);
    service.dispose();
  });

  it('takes nothing from a discovery that an engine answered which is gone', async () => {
    let release = () => {};
    const late = new Promise<void>((resolve) => (release = resolve));
    const { engine, service } = setUp({
      discover: async ({ region }) => {
        await late;
        return { region, apis: apiWith('/old'), mappings: [] };
      },
    });
    const refreshed = service.refresh();
    engine.set({ state: 'stopped' });
    release();
    await refreshed;
    assert.equal(service.current.discovered, false);
  });

  it('leaves no timer behind', async () => {
    const { clock, service } = setUp();
    service.setActive(true);
    await clock.advance(1050);
    service.expectChange();
    service.dispose();
    await clock.advance(0);
    assert.equal(clock.pending, 0);
  });
});
