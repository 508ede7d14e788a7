import assert from 'node:assert/strict';
import type { FaultRule } from '../../core/faults/rule';
import { FakeClock } from '../fakeClock';
import { seededRandom } from './random';
import { RuleStore } from './ruleStore';

const call = (service: string, operation = 'GetFunction', region = 'us-east-1') => ({
  service,
  operation,
  region,
});

const storeWith = (rules: readonly FaultRule[], random = () => 0) => {
  const store = new RuleStore(random);
  store.replace(rules);
  return store;
};

describe('the rule store', () => {
  it('lets the first rule that fits decide, whatever names more', () => {
    const store = storeWith([
      { service: 'lambda', probability: 0 },
      { service: 'lambda', operation: 'GetFunction', region: 'us-east-1' },
      { region: 'us-west-2' },
      {},
    ]);
    assert.equal(store.match(call('lambda')), undefined);
    assert.equal(store.match(call('s3', 'GetObject', 'us-west-2'))?.index, 2);
    assert.equal(store.match(call('s3', 'GetObject'))?.index, 3);
  });

  it('matches on each of the eight combinations of fields', () => {
    for (let bits = 0; bits < 8; bits += 1) {
      const rule: FaultRule = {
        ...(bits & 1 ? { service: 'lambda' } : {}),
        ...(bits & 2 ? { operation: 'Invoke' } : {}),
        ...(bits & 4 ? { region: 'us-east-1' } : {}),
      };
      const store = storeWith([rule]);
      const fits = [
        call('lambda', 'Invoke', 'us-east-1'),
        call('s3', 'Invoke', 'us-east-1'),
        call('lambda', 'GetFunction', 'us-east-1'),
        call('lambda', 'Invoke', 'us-west-2'),
      ].map((one) => store.match(one) !== undefined);
      assert.deepEqual(fits, [true, !(bits & 1), !(bits & 2), !(bits & 4)], JSON.stringify(rule));
    }
  });

  it('counts matches of the rule that decides and hits when it fires', () => {
    const draws = [0.4, 0.6, 0.4];
    const store = storeWith([{ service: 'lambda', probability: 0.5 }, {}], () => draws.shift() ?? 0);
    const fired = [1, 2, 3].map(() => store.match(call('lambda')) !== undefined);
    assert.deepEqual(fired, [true, false, true]);
    assert.deepEqual(store.counted(), [
      { index: 0, rule: { service: 'lambda', probability: 0.5 }, hits: 2, matches: 3 },
      { index: 1, rule: {}, hits: 0, matches: 0 },
    ]);
  });

  it('never fires at probability 0 and always at 1', () => {
    const never = storeWith([{ probability: 0 }], () => 0);
    const always = storeWith([{ probability: 1 }], () => 1 - 2 ** -32);
    assert.equal(never.match(call('s3')), undefined);
    assert.equal(always.match(call('s3'))?.index, 0);
  });

  it('keeps the counts of rules that stay while others come and go', () => {
    const store = storeWith([{ service: 's3' }, { service: 'lambda' }]);
    store.match(call('lambda'));
    store.remove([{ service: 's3' }]);
    store.add([{ service: 'lambda' }, { service: 'sts' }]);
    assert.deepEqual(store.counted(), [
      { index: 0, rule: { service: 'lambda' }, hits: 1, matches: 1 },
      { index: 1, rule: { service: 'sts' }, hits: 0, matches: 0 },
    ]);
  });

  it('gives the same faults for the same seed and order of requests', () => {
    const faults = (seed: number) => {
      const store = storeWith([{ probability: 0.3 }], seededRandom(seed));
      return Array.from({ length: 200 }, () => store.match(call('s3')) !== undefined);
    };
    assert.deepEqual(faults(7), faults(7));
    assert.notDeepEqual(faults(7), faults(8));
    const share = faults(7).filter(Boolean).length / 200;
    assert.ok(share > 0.2 && share < 0.4, `${share} of the calls failed`);
  });

  it('removes by owner: what was set under it, and what carries its tag', () => {
    const store = new RuleStore(() => 0);
    store.add([{ service: 'a' }], 'mine');
    store.add([{ service: 'b', description: 'chaos-lab:mine' }], 'other');
    store.add([{ service: 'c', description: 'chaos-lab:mine until later' }]);
    store.add([{ service: 'd', description: 'chaos-lab:mine-too' }, { service: 'e' }]);
    store.add([{ service: 'f', description: 'not chaos-lab:mine' }], 'other');
    store.removeOwned('mine');
    assert.deepEqual(
      store.list().map(({ service }) => service),
      ['d', 'e', 'f'],
    );
  });

  it('leaves a rule with whom set it first', () => {
    const store = new RuleStore(() => 0);
    store.add([{ service: 'a' }]);
    store.add([{ service: 'a' }], 'late');
    store.removeOwned('late');
    assert.deepEqual(store.list(), [{ service: 'a' }]);
  });

  it('holds no more than 1000 requests without an answer', async () => {
    const clock = new FakeClock();
    const store = new RuleStore(() => 0, clock);
    const { signal } = new AbortController();
    store.replace([{ timeout: { ms: 5000 } }]);
    const hold = () => {
      const fired = store.match(call('s3'));
      assert.ok(fired);
      return store.settle(fired, { signal });
    };
    const held = Array.from({ length: 1000 }, hold);
    const { outcome, waitMs } = await hold();
    assert.deepEqual([outcome, waitMs, clock.pending], ['timeout', 0, 1000]);
    clock.advance(5000);
    await Promise.all(held);
    void hold();
    assert.equal(clock.pending, 1);
    store.dispose();
    assert.equal(clock.pending, 0);
  });

  it('begins a spent rule anew while calls still wait for it, and lets go of all of them with it', async () => {
    const clock = new FakeClock();
    const store = new RuleStore(() => 0, clock);
    const { signal } = new AbortController();
    const rule = { count: 1, latency: { min: 1000, max: 1000 } };
    const delayed = () => {
      const fired = store.match(call('s3'));
      return fired && store.settle(fired, { signal });
    };
    store.add([rule]);
    const first = delayed();
    store.add([{ ...rule, service: 's3' }, rule]);
    assert.deepEqual(
      store.counted().map(({ matches }) => matches),
      [0, 0],
    );
    clock.advance(400);
    const [second, third, none] = [delayed(), delayed(), delayed()];
    assert.deepEqual([store.list().length, none, clock.pending], [2, undefined, 3]);
    store.remove([rule]);
    assert.deepEqual([(await first)?.waitMs, (await third)?.waitMs, clock.pending], [400, 0, 1]);
    clock.advance(1000);
    assert.equal((await second)?.waitMs, 1000);
    assert.deepEqual([store.list(), store.ended().length], [[], 1]);
  });

  it('remembers the last 100 rules that ended by themselves, until all are replaced', () => {
    const store = storeWith(Array.from({ length: 120 }, (_, n) => ({ operation: `Op${n}`, count: 1 })));
    for (let n = 0; n < 120; n += 1) store.match(call('s3', `Op${n}`));
    assert.deepEqual(
      store.ended().map(({ rule }) => rule.operation),
      Array.from({ length: 100 }, (_, n) => `Op${n + 20}`),
    );
    assert.deepEqual(store.list(), []);
    store.replace([]);
    assert.deepEqual(store.ended(), []);
  });

  it('takes no longer to match among 20 000 other rules', () => {
    const store = storeWith([
      ...Array.from({ length: 20_000 }, (_, n) => ({ service: 'lambda', operation: `Op${n}` })),
      { service: 's3' },
    ]);
    const started = performance.now();
    for (let n = 0; n < 10_000; n += 1) store.match(call('s3'));
    // A scan would need 200 million comparisons: seconds.
    assert.ok(performance.now() - started < 1000);
  });
});
