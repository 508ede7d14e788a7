import assert from 'node:assert/strict';
import { HumanError } from '../../core/errors';
import type { FaultOptions } from '../../core/faults/faultsService';
import type { FaultsState, RuleView } from '../../core/faults/faultsState';
import type { FaultRule } from '../../core/faults/rule';
import { FaultSwitches } from './faultSwitches';
import { scopeKey } from './faultTarget';

/** Keeps what was asked for, and answers when told to. */
class FakeFaults {
  readonly asked: unknown[] = [];
  current: FaultsState = { available: true, rules: [], latencyMs: 0 };
  refusal: Error | undefined;

  async add(rule: FaultRule, options?: FaultOptions): Promise<RuleView> {
    return this.answer('add', rule, options);
  }

  async remove(rule: FaultRule): Promise<void> {
    this.answer('remove', rule);
  }

  async replace(old: FaultRule, next: FaultRule, options?: FaultOptions): Promise<RuleView> {
    return this.answer('replace', old, next, options);
  }

  private answer(...asked: unknown[]): RuleView {
    this.asked.push(asked);
    if (this.refusal) throw this.refusal;
    return { rule: {}, index: 0, owner: 'ours' };
  }
}

const scope = { region: 'us-east-1', service: 'lambda' };
const ours = (rule: FaultRule): FaultsState => ({
  available: true,
  rules: [{ rule, index: 0, owner: 'ours' }],
  latencyMs: 0,
});

describe('FaultSwitches', () => {
  const setUp = (durationMs?: number) => {
    const faults = new FakeFaults();
    return { faults, switches: new FaultSwitches({ faults, durationMs: () => durationMs }) };
  };

  it('sets one rule for one click, with the duration that is set', async () => {
    const { faults, switches } = setUp(300_000);
    await switches.toggle(scope, true);
    assert.deepEqual(faults.asked, [['add', scope, { durationMs: 300_000 }]]);
  });

  it('takes back exactly the rule of that scope', async () => {
    const { faults, switches } = setUp();
    const rule = { ...scope, probability: 0.5, description: 'chaos-lab:me' };
    faults.current = ours(rule);
    await switches.toggle(scope, false);
    assert.deepEqual(faults.asked, [['remove', rule]]);
  });

  it('shows the wish while it waits, and lets go of it when the engine refuses', async () => {
    const { faults, switches } = setUp();
    const shown: (boolean | undefined)[] = [];
    switches.onDidChange(() => shown.push(switches.pending.get(scopeKey(scope))));
    faults.refusal = new HumanError('The engine is not running.');
    await assert.rejects(switches.toggle(scope, true), faults.refusal);
    assert.deepEqual(shown, [true, undefined]);
  });

  it('changes the rule that is there, and sets one where there is none', async () => {
    const { faults, switches } = setUp();
    await switches.set(scope, { probability: 0.1 });
    faults.current = ours({ ...scope, probability: 0.1 });
    await switches.set(scope, { error: { statusCode: 429 } });
    assert.deepEqual(faults.asked, [
      ['add', { ...scope, probability: 0.1 }, {}],
      [
        'replace',
        { ...scope, probability: 0.1 },
        { ...scope, probability: 0.1, error: { statusCode: 429 } },
        {},
      ],
    ]);
  });
});
