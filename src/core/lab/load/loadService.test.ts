import assert from 'node:assert/strict';
import type { Endpoint, EndpointsState } from '../../endpoints/endpoint';
import type { EngineStatus } from '../../engines/engine';
import { Tracker } from '../../event';
import { FakeClock } from '../../fakeClock';
import type { FaultsState } from '../../faults/faultsState';
import { testEndpoint } from '../testEndpoint';
import { LoadService } from './loadService';
import type { RunLoadOptions } from './runLoad';

const hello = testEndpoint('/v1/hello', 'hello');
const other = testEndpoint('/v1/other', 'other');
const order = testEndpoint('/order', 'order', { probeable: false });
const foreign = testEndpoint('/far', 'far', { url: 'http://example.com/far' });
const product = 'chaos-lab 0.1.0';
const capabilities = { faults: true, effects: true, leases: true, events: true, hitCounts: true, product };
const calm: FaultsState = { available: true, rules: [], latencyMs: 0 };

const setUp = (endpoints: readonly Endpoint[] = [hello, other, order, foreign]) => {
  const clock = new FakeClock(10_000);
  const engine = new Tracker<EngineStatus>({
    state: 'ready',
    endpoint: 'http://127.0.0.1:4566',
    capabilities,
  });
  const stateOf = (each: readonly Endpoint[]): EndpointsState => ({
    endpoints: each.map((endpoint) => ({ endpoint, health: 'unknown', samples: [] })),
    stale: false,
    discovered: true,
  });
  const found = new Tracker(stateOf(endpoints));
  const faults = new Tracker(calm);
  const running = new Set<RunLoadOptions>();
  const run = (options: RunLoadOptions) => {
    running.add(options);
    return { dispose: () => running.delete(options) };
  };
  const kind = 'embedded' as const;
  const tracked = {
    kind,
    onDidChange: engine.onDidChange,
    get current() {
      return engine.current;
    },
  };
  const service = new LoadService({ engine: tracked, endpoints: found, faults, clock, run });
  const answer = (status: number, durationMs: number) => {
    for (const { onMark } of running)
      onMark({ at: clock.now(), status, durationMs, injected: status !== 200 });
  };
  const rates = () => [...running].map(({ endpoint, rate }) => `${new URL(endpoint.url).pathname} ${rate}`);
  const leave = (...each: Endpoint[]) => found.set(stateOf(each));
  return { clock, engine, faults, service, running, answer, rates, leave };
};

describe('LoadService', () => {
  it('measures each phase between two changes of the faults', async () => {
    const { clock, faults, service, answer } = setUp();
    service.setRate(hello.id, 2);
    for (const durationMs of [1, 2, 3, 4]) {
      answer(200, durationMs);
      await clock.advance(500);
    }
    const rule = { region: 'us-east-1', service: 'lambda' };
    faults.set({ ...calm, rules: [{ rule, index: 0, owner: 'ours' }] });
    answer(502, 9);
    await clock.advance(1000);
    const [load] = service.current;
    assert.deepEqual(
      load?.phases.map(({ label, requests, p50Ms, p95Ms, p99Ms, errorRate, throughput }) => ({
        ...{ label, requests, p50Ms, p95Ms, p99Ms, errorRate, throughput },
      })),
      [
        { label: 'no fault', requests: 4, p50Ms: 2, p95Ms: 4, p99Ms: 4, errorRate: 0, throughput: 2 },
        {
          ...{ label: 'lambda in us-east-1', requests: 1, p50Ms: 9, p95Ms: 9, p99Ms: 9 },
          ...{ errorRate: 1, throughput: 1 },
        },
      ],
    );
    service.dispose();
    assert.equal(clock.pending, 0);
  });

  it('says what is measured, not what was asked for', async () => {
    const { clock, service, answer } = setUp();
    service.setRate(hello.id, 200);
    for (let second = 0; second < 5; second++) {
      answer(200, 1);
      await clock.advance(1000);
    }
    const [load] = service.current;
    assert.deepEqual([load?.rate, load?.measuredRate], [200, 1]);
    service.dispose();
  });

  it('shows a bounded part of the responses on the time axis', () => {
    const { service, answer } = setUp();
    let shown = 0;
    service.onDidSample(() => shown++);
    service.setRate(hello.id, 200);
    for (let count = 0; count < 200; count++) answer(200, 1);
    assert.equal(shown, 5);
    service.dispose();
  });

  it('refuses what might change something, other machines, and more than the extension host can do', () => {
    const { service, rates } = setUp();
    assert.throws(() => service.setRate(order.id, 1), /only GET endpoints without parameters/);
    assert.throws(() => service.setRate(foreign.id, 1), /example\.com is not put under load/);
    assert.throws(() => service.setRate('gone', 1), /gone/);
    assert.throws(() => service.setRateOfAll(1), /example\.com/);
    const many = setUp(Array.from({ length: 5 }, (_, index) => testEndpoint(`/${index}`)));
    assert.throws(() => many.service.setRateOfAll(100), /more than 400 requests a second/);
    assert.deepEqual([...rates(), ...many.rates()], []);
  });

  it('says why a load has ended by itself, until it is chosen anew', () => {
    const { service, running, leave } = setUp();
    service.setRate(hello.id, 2);
    service.setRate(other.id, 2);
    for (const { endpoint, onFailure } of running) if (endpoint === hello) onFailure('No such URL.');
    leave(hello, order, foreign);
    const problems = () => service.current.map(({ rate, problem }) => [rate, problem]);
    assert.deepEqual(problems(), [
      [0, 'No such URL.'],
      [0, 'It is not deployed any more.'],
    ]);
    assert.equal(running.size, 0);
    service.setRate(hello.id, 5);
    assert.deepEqual(problems().at(-1), [5, undefined]);
    assert.deepEqual([service.totalRate, service.stop(), service.totalRate, service.stop()], [5, 1, 0, 0]);
  });

  it('ends with the switch at 0, the endpoint, the engine, and the lab', () => {
    const { engine, service, running, rates, leave } = setUp([hello, other]);
    service.setRateOfAll(5);
    assert.deepEqual(rates(), [
      '/_aws/execute-api/a1/local/v1/hello 5',
      '/_aws/execute-api/a1/local/v1/other 5',
    ]);
    service.setRate(hello.id, 0);
    assert.equal(running.size, 1);
    leave(hello);
    assert.equal(running.size, 0);
    service.setRate(hello.id, 1);
    engine.set({ state: 'stopped' });
    assert.equal(running.size, 0);
    assert.throws(() => service.setRate(hello.id, 1), /engine is not running/);
    assert.deepEqual(
      service.current.map(({ rate }) => rate),
      [0, 0],
    );
    service.dispose();
  });
});
