import assert from 'node:assert/strict';
import type { EndpointsState, Sample } from '../endpoints/endpoint';
import type { Probed } from '../endpoints/endpointsService';
import type { EngineStatus } from '../engines/engine';
import { Emitter, Tracker } from '../event';
import { FakeClock } from '../fakeClock';
import type { FaultsState } from '../faults/faultsState';
import type { ExtendedRule } from '../faults/rule';
import type { Crossing } from './events/crossing';
import { type LabNews, LabService } from './labService';
import { plainText } from './sentence';
import { testEndpoint } from './testEndpoint';

const test = testEndpoint('/test');
const hello = testEndpoint('/v1/hello', 'hello');
const order = testEndpoint('/order', 'order', { probeable: false });
const lambda = { service: 'lambda', region: 'us-east-1' };

const capabilities = { faults: true, effects: true, leases: true, events: true, hitCounts: true };

const setUp = () => {
  const clock = new FakeClock(1000);
  const engine = new Tracker<EngineStatus>({
    state: 'ready',
    endpoint: 'http://e',
    capabilities: { ...capabilities, product: 'chaos-lab 0.1.0' },
  });
  const found = new Tracker<EndpointsState>({
    endpoints: [test, hello, order].map((endpoint) => ({ endpoint, health: 'unknown', samples: [] })),
    stale: false,
    discovered: true,
  });
  const probed = new Emitter<Probed>();
  const faults = new Tracker<FaultsState>({ available: true, rules: [], latencyMs: 0 });
  const crossed = new Emitter<Crossing>();
  const endpoints = {
    get current() {
      return found.current;
    },
    onDidChange: found.onDidChange,
    onDidProbe: probed.event,
  };
  const service = new LabService({ engine, endpoints, faults, events: { onDidCross: crossed.event }, clock });
  const news: LabNews[] = [];
  service.onDidChange((each) => news.push(each));
  const set = (...rules: ExtendedRule[]) =>
    faults.set({
      available: true,
      latencyMs: 0,
      rules: rules.map((rule, index) => ({ rule, index, owner: 'ours', hits: 0, matches: 0 })),
    });
  const answer = (endpoint: typeof test, status: number, rule?: number) => {
    const sample: Sample = { at: clock.now(), status, durationMs: 3, injected: rule !== undefined };
    const headers = rule === undefined ? [] : [['x-chaos-rule', String(rule)] as const];
    probed.fire({ endpoint, sample, answer: { headers, body: Buffer.from('{}'), truncated: false } });
  };
  const silent = (endpoint: typeof test, error: string) =>
    probed.fire({ endpoint, sample: { at: clock.now(), error, durationMs: 3, injected: false } });
  const cross = (change: Partial<Crossing>) =>
    crossed.fire({
      time: clock.now(),
      service: 's3',
      operation: 'GetObject',
      region: 'us-east-1',
      status: 200,
      durationMs: 1,
      internal: false,
      ...change,
    });
  return { clock, engine, found, faults, service, news, set, answer, silent, cross };
};

describe('LabService', () => {
  it('tells what came in batches, ten times a second at most', async () => {
    const { clock, service, news, answer } = setUp();
    await clock.advance(100);
    news.length = 0;
    for (let n = 0; n < 50; n++) answer(test, 200);
    assert.equal(news.length, 0);
    await clock.advance(100);
    assert.deepEqual(
      news.map(({ marks, responses }) => [marks.length, responses.length, responses[0]?.detail]),
      [[50, 50, undefined]],
    );
    assert.equal(service.timeline(test.id)?.data().marks.length, 50);
    service.dispose();
    assert.equal(clock.pending, 0);
  });

  it('says why an endpoint fails from the first answer on, and no more when the fault is gone', async () => {
    const { clock, service, set, answer } = setUp();
    const said = () => service.explanations.map(({ sentence }) => plainText(sentence));
    answer(hello, 200);
    await clock.advance(1000);
    set(lambda);
    assert.deepEqual(said(), []);
    answer(hello, 502, 0);
    answer(test, 200);
    assert.deepEqual(said(), [
      'GET /v1/hello in us-east-1 answers 502: API Gateway could not invoke the Lambda hello, because the rule lambda in us-east-1 answers 503 ServiceUnavailable to every Invoke.',
    ]);
    await clock.advance(1000);
    set();
    assert.equal(said().length, 1); // until something else is known
    answer(hello, 200);
    assert.deepEqual(said(), []);
    assert.deepEqual(
      service.bands.map(({ label, from, to }) => [label, from, to]),
      [['lambda in us-east-1', 2000, 3000]],
    );
  });

  it('knows the rule that kept the engine from answering, and blames none when there is no engine', async () => {
    const { clock, service, set, silent } = setUp();
    set({ service: 'apigateway', reset: true });
    const said = () => service.explanations.map(({ sentence }) => plainText(sentence));
    silent(test, 'ECONNRESET');
    assert.deepEqual(said(), [
      'GET /test in us-east-1 does not answer: the rule apigateway in all regions cuts the connection instead of an answer to every call.',
    ]);
    await clock.advance(100);
    silent(test, 'ECONNREFUSED');
    assert.match(said()[0] ?? '', /the connection failed with ECONNREFUSED\. Check that the engine runs\.$/);
  });

  it('predicts no failures of a rule that only delays', () => {
    const { faults, service, set, answer } = setUp();
    set({ service: 'apigateway', latency: { min: 5, max: 5 } });
    answer(test, 200);
    const [view] = faults.current.rules;
    assert.equal(view && service.verdict(view), undefined);
    assert.deepEqual(service.explanations, []);
  });

  it('says what stays healthy under a fault, and what the fault did once it is over', async () => {
    const { clock, service, set, answer } = setUp();
    answer(test, 200);
    await clock.advance(1000);
    set(lambda);
    assert.deepEqual(service.unaffected, [], 'what was before says nothing');
    answer(hello, 502, 0);
    answer(test, 200);
    assert.deepEqual(service.unaffected.map(plainText), [
      'GET /test in us-east-1 stays healthy: no Lambda behind it.',
    ]);
    assert.deepEqual(service.outcomes, []);
    await clock.advance(1000);
    set();
    assert.deepEqual(service.unaffected, []);
    assert.deepEqual(
      service.outcomes.map(({ from, to, sentence }) => [from, to, plainText(sentence)]),
      [[2000, 3000, 'lambda in us-east-1 hit GET /v1/hello, as predicted; left 1 other alone.']],
    );
  });

  it('compares what a rule was to hit with what it hit', () => {
    const { service, faults, set, answer } = setUp();
    set(lambda);
    const [view] = faults.current.rules;
    assert.ok(view);
    assert.equal(service.verdict(view)?.state, 'waiting');
    answer(hello, 502, 0);
    assert.equal(service.verdict(view)?.state, 'as-predicted');
    answer(test, 503, 0);
    assert.deepEqual(service.verdict(view), { state: 'different', spared: [], surprised: [test.id] });
    set({ region: 'us-east-1' }, lambda);
    const [, second] = faults.current.rules;
    assert.ok(second);
    assert.equal(service.verdict(second), undefined);
  });

  it('does the arithmetic for a rule that attempts mask', () => {
    const { engine, faults, service, set } = setUp();
    set({ service: 'lambda', probability: 0.5 });
    const said = () => faults.current.rules.map((view) => plainText(service.masked(view) ?? []));
    assert.deepEqual(said(), ['']);
    engine.set({
      state: 'ready',
      endpoint: 'http://e',
      capabilities: { ...capabilities, product: 'LocalStack 2026.4.0' },
    });
    assert.match(said()[0] ?? '', /0\.5⁵ leaves 3\.1 % of the requests failing/);
    set({ service: 'apigateway', probability: 0.5 });
    assert.deepEqual(said(), ['']);
  });

  it('keeps the rule that fired with the response, even when its number has changed meanwhile', () => {
    const { service, set, answer } = setUp();
    set(lambda);
    answer(hello, 502, 7);
    answer(hello, 502, 0);
    assert.deepEqual(
      service.log.all.map(({ rule }) => rule),
      [lambda, lambda],
    );
  });

  it('shows AWS calls as lanes of their own, internal ones apart, and counts what was lost', () => {
    const { service, cross } = setUp();
    cross({});
    cross({ dropped: 3 });
    cross({ service: 'lambda', operation: 'Invoke', internal: true });
    assert.deepEqual(
      service.lanes.filter(({ kind }) => kind === 'call').map(({ id }) => id),
      ['call us-east-1 s3.GetObject', 'internal us-east-1 lambda.Invoke'],
    );
    assert.equal(service.lostEvents, 3);
    for (let n = 0; n < 300; n++) cross({ operation: `Op${n}` });
    assert.equal(service.lanes.filter(({ kind }) => kind === 'call').length, 100);
  });

  it('takes from the events what is not probed, and nothing twice', () => {
    const { service, cross } = setUp();
    cross({ endpoint: hello.id, service: 'apigateway' });
    cross({ endpoint: order.id, service: 'apigateway', status: 502 });
    cross({ endpoint: 'us-east-1/gone GET /', service: 'apigateway' });
    assert.deepEqual(
      service.log.all.map(({ endpointId, status }) => [endpointId, status]),
      [[order.id, 502]],
    );
    assert.equal(service.lanes.length, 3);
  });

  it('warns of a rule that nothing fits', async () => {
    const { clock, service, set } = setUp();
    set({ service: 'lamda' });
    assert.equal(service.silentRules.length, 0);
    await clock.advance(10_000);
    assert.match(plainText(service.silentRules[0]?.sentence ?? []), /Did you mean lambda\?/);
  });

  it('keeps the history of endpoints while the engine restarts', () => {
    const { found, service, answer } = setUp();
    answer(test, 200);
    const { endpoints } = found.current;
    found.set({ endpoints: [], stale: false, discovered: false });
    assert.deepEqual(service.lanes, []);
    found.set({ endpoints, stale: false, discovered: true });
    assert.equal(service.timeline(test.id)?.data().marks.length, 1);
    assert.ok(service.log.lastHealthy(test.id));
  });
});
