import assert from 'node:assert/strict';
import type { ExtendedRule } from '../core/faults/rule';
import { EventHub } from './events/eventHub';
import { FakeClock } from './fakeClock';
import { RuleStore } from './faults/ruleStore';
import { Waiter } from './http/waiter';
import { InternalCallScope } from './internalCallScope';

const call = { service: 'lambda', operation: 'Invoke', region: 'us-east-1' };

const setUp = (...set: ExtendedRule[]) => {
  const clock = new FakeClock();
  const rules = new RuleStore(() => 0, clock);
  rules.replace(set);
  const events = new EventHub();
  events.subscribe(() => {});
  const scope = new InternalCallScope({ rules, events }, new Waiter());
  const statuses = () =>
    Array.from({ length: events.ring.newest }, (_, n) => JSON.parse(events.ring.get(n + 1) ?? '{}').status);
  return { clock, scope, statuses };
};

describe('a call that is made where the gateway cannot see it', () => {
  it('fails at once by a rule with an error, and leaves an event', async () => {
    const { scope, statuses } = setUp({ error: { statusCode: 429 } });
    assert.equal(await scope.failure(call), 'error');
    assert.deepEqual([scope.fired?.index, statuses()], [0, [429]]);
  });

  it('passes late by a rule that delays, and leaves none', async () => {
    const { clock, scope, statuses } = setUp({ latency: { min: 28_999, max: 28_999 } });
    const failure = scope.failure(call);
    clock.advance(28_999);
    assert.equal(await failure, undefined);
    assert.deepEqual([scope.fired?.waitMs, statuses()], [28_999, []]);
  });

  const late: readonly ExtendedRule[] = [
    { latency: { min: 30_000, max: 30_000 } },
    { latency: { min: 30_000, max: 30_000 }, error: {} },
    { timeout: { ms: 60_000 } },
  ];
  for (const rule of late) {
    it(`is late once API Gateway would give up: ${JSON.stringify(rule)}`, async () => {
      const { clock, scope, statuses } = setUp(rule);
      const failure = scope.failure(call);
      clock.advance(29_000);
      assert.equal(await failure, 'late');
      assert.deepEqual([clock.pending, scope.fired?.waitMs, statuses()], [0, 29_000, [502]]);
    });
  }

  it('is an error when its connection is closed before', async () => {
    const { clock, scope } = setUp({ timeout: { ms: 28_000 } });
    const failure = scope.failure(call);
    clock.advance(28_000);
    assert.equal(await failure, 'error');
  });
});

describe('a call that the emulator makes itself', () => {
  it('tells which rule it waits for before it is settled: its caller may give up', () => {
    const { scope } = setUp({ latency: { min: 40_000, max: 40_000 } });
    void scope.run(call, async () => 'answer');
    assert.equal(scope.fired?.waitMs, 40_000);
  });
});
