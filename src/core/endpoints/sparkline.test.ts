import assert from 'node:assert/strict';
import type { Sample } from './endpoint';
import { sparkline } from './sparkline';

const answered = (durationMs: number, status = 200): Sample => ({
  at: 0,
  durationMs,
  status,
  injected: false,
});

describe('sparkline', () => {
  it('grows with the duration, up to the slowest answer', () => {
    assert.equal(sparkline([100, 300, 500, 700, 800].map((ms) => answered(ms))), '▂▄▆██');
  });

  it('stays low for quick answers, whose jitter means nothing', () => {
    assert.equal(sparkline([2, 4, 9].map((ms) => answered(ms))), '▁▁▁');
  });

  it('crosses failures out, whatever they took', () => {
    assert.equal(sparkline([answered(5), answered(9000, 502), answered(5)]), '▁×▁');
  });

  it('shows the last samples only, and nothing for none', () => {
    assert.equal(sparkline([answered(5, 500), answered(5), answered(5)], 2), '▁▁');
    assert.equal(sparkline([]), '');
  });
});
