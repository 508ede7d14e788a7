import assert from 'node:assert/strict';
import { type Latency, longestWaitMs } from '../../core/faults/rule';
import { drawLatency } from './drawLatency';
import { seededRandom } from './random';

const draw = (latency: Latency, count = 20_000): number[] => {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => drawLatency(latency, random));
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const near = (actual: number, expected: number, share = 0.03) =>
  assert.ok(Math.abs(actual - expected) <= expected * share, `${actual} is not about ${expected}`);

describe('a latency', () => {
  it('is uniform between its ends, unless it says otherwise', () => {
    for (const latency of [
      { min: 100, max: 300 },
      { distribution: 'uniform', min: 100, max: 300 },
    ] as const) {
      const drawn = draw(latency);
      assert.ok(drawn.every((ms) => ms >= 100 && ms <= 300));
      near(mean(drawn), 200);
      near(drawn.filter((ms) => ms < 150).length, 5000, 0.05);
    }
    assert.deepEqual(new Set(draw({ min: 200, max: 200 })), new Set([200]));
  });

  it('is normal around its mean, and never negative', () => {
    const drawn = draw({ distribution: 'normal', mean: 500, deviation: 100 });
    near(mean(drawn), 500);
    near(Math.sqrt(mean(drawn.map((ms) => (ms - 500) ** 2))), 100);
    assert.equal(Math.min(...draw({ distribution: 'normal', mean: 10, deviation: 100 })), 0);
  });

  it('is lognormal around its median', () => {
    const drawn = draw({ distribution: 'lognormal', median: 80, sigma: 0.5 });
    near(median(drawn), 80);
    near(drawn.filter((ms) => ms > 80 * Math.exp(0.5)).length, 20_000 * 0.1587, 0.06);
  });

  it('stays within its bounds, and within what an engine waits at most', () => {
    const bounded = draw({ distribution: 'lognormal', median: 80, sigma: 2, min: 50, max: 120 });
    assert.deepEqual([Math.min(...bounded), Math.max(...bounded)], [50, 120]);
    assert.equal(Math.max(...draw({ distribution: 'lognormal', median: 900_000, sigma: 10 })), longestWaitMs);
  });
});
