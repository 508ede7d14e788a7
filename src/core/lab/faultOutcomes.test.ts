import assert from 'node:assert/strict';
import type { Endpoint, EndpointState } from '../endpoints/endpoint';
import type { RuleView } from '../faults/faultsState';
import type { FaultRule } from '../faults/rule';
import { FaultOutcomes } from './faultOutcomes';
import { RuleRecords } from './ruleRecords';
import { plainText } from './sentence';
import { testEndpoint } from './testEndpoint';

const test = testEndpoint('/test');
const hello = testEndpoint('/v1/hello', 'hello');
const health = testEndpoint('/v1/health', 'health');
const lambda = { region: 'us-east-1', service: 'lambda' };

/** A lab that counts answers under faults. */
const setUp = (endpoints: readonly Endpoint[] = [test, hello, health]) => {
  const records = new RuleRecords();
  const outcomes = new FaultOutcomes();
  const states = endpoints.map((endpoint): EndpointState => ({ endpoint, health: 'unknown', samples: [] }));
  let views: RuleView[] = [];
  const faults = (now: number, ...rules: FaultRule[]) => {
    views = rules.map((rule, index) => ({ rule, index, owner: 'ours' }));
    const state = { available: true, rules: views, latencyMs: 0 };
    outcomes.update(state, records, states, now);
    records.update(state, now);
  };
  const answer = (at: number, endpoint: Endpoint, fired?: number) =>
    records.count(endpoint, { at, status: 200, durationMs: 1, injected: false }, views[fired ?? -1]);
  const said = (now: number) => outcomes.shownAt(now).map(({ sentence }) => plainText(sentence));
  return { faults, answer, said, outcomes };
};

describe('FaultOutcomes', () => {
  it('tells what a fault did once it is over, against the prediction', () => {
    const { faults, answer, said, outcomes } = setUp();
    faults(10, lambda);
    for (const [endpoint, fired] of [[test], [hello, 0], [health, 0]] as const) answer(20, endpoint, fired);
    assert.deepEqual(said(25), []);
    faults(30);
    assert.deepEqual(said(30), [
      'lambda in us-east-1 hit GET /v1/hello and GET /v1/health, as predicted; left 1 other alone.',
    ]);
    assert.deepEqual(
      outcomes.shownAt(30).map(({ from, to }) => [from, to]),
      [[10, 30]],
    );
  });

  it('names what went otherwise', () => {
    const { faults, answer, said } = setUp();
    faults(10, lambda);
    answer(20, test, 0);
    answer(20, hello);
    faults(30);
    assert.deepEqual(said(30), [
      'lambda in us-east-1 hit no endpoint; was over before it could meet GET /v1/health; against the prediction, spared GET /v1/hello; against the prediction, hit GET /test.',
    ]);
  });

  it('says nothing of what cannot be told: nobody asked, or another rule came first', () => {
    const { faults, answer, said } = setUp();
    faults(10, lambda);
    faults(20);
    faults(30, { region: 'us-east-1' }, lambda);
    answer(40, hello, 0);
    faults(50, { region: 'us-east-1' });
    assert.deepEqual(said(50), []);
  });

  it('takes a fault with a new end for the same', () => {
    const { faults, answer, said } = setUp();
    faults(10, { ...lambda, description: 'chaos-lab:me until 2026-01-01T00:00:00Z' });
    answer(15, hello, 0);
    faults(20, { ...lambda, description: 'chaos-lab:me until 2026-01-01T00:05:00Z' });
    assert.deepEqual(said(20), []);
  });

  it('remembers three, for five minutes', () => {
    const { faults, answer, said } = setUp([hello]);
    for (const n of [1, 2, 3, 4]) {
      faults(n * 100, { ...lambda, error: { statusCode: 500 + n } });
      answer(n * 100 + 1, hello, 0);
      faults(n * 100 + 50);
    }
    assert.equal(said(500).length, 3);
    assert.equal(said(450 + 300_000).length, 0);
  });
});
