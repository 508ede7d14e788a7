import assert from 'node:assert/strict';
import type { FaultsState } from '../faults/faultsState';
import type { FaultRule } from '../faults/rule';
import { FaultBands } from './faultBands';

const state = (rules: readonly FaultRule[], latencyMs = 0): FaultsState => ({
  available: true,
  rules: rules.map((rule, index) => ({ rule, index, owner: 'ours' })),
  latencyMs,
});
const lambda = { service: 'lambda', region: 'us-east-1' };

describe('FaultBands', () => {
  it('begin when a rule is seen first, and end when it is gone', () => {
    const bands = new FaultBands();
    assert.equal(bands.update(state([lambda]), 100), true);
    assert.equal(bands.update(state([lambda]), 200), false);
    assert.equal(bands.update(state([]), 300), true);
    assert.equal(bands.update(state([lambda]), 400), true);
    const band = { kind: 'rule', label: 'lambda in us-east-1', scope: lambda };
    assert.deepEqual(bands.all, [
      { ...band, id: 1, from: 100, to: 300 },
      { ...band, id: 2, from: 400 },
    ]);
  });

  it('tell a latency, and a changed rule as one that follows the other', () => {
    const bands = new FaultBands();
    bands.update(state([lambda], 400), 1);
    bands.update(state([{ ...lambda, probability: 0.5 }], 1000), 2);
    assert.deepEqual(
      bands.all.map(({ label, from, to }) => [label, from, to]),
      [
        ['lambda in us-east-1', 1, 2],
        ['latency 400 ms', 1, 2],
        ['lambda in us-east-1', 2, undefined],
        ['latency 1000 ms', 2, undefined],
      ],
    );
  });

  it('end with the engine', () => {
    const bands = new FaultBands();
    bands.update(state([lambda]), 1);
    bands.update({ available: false, reason: 'gone', rules: [], latencyMs: 0 }, 2);
    assert.deepEqual(
      bands.all.map(({ to }) => to),
      [2],
    );
  });

  it('are forgotten in the end, however many there were', () => {
    const bands = new FaultBands();
    for (let at = 0; at < 1000; at += 2) {
      bands.update(state([lambda]), at);
      bands.update(state([]), at + 1);
    }
    assert.deepEqual([bands.all.length, bands.all[0]?.from], [200, 600]);
  });
});
