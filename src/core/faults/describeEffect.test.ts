import assert from 'node:assert/strict';
import { describeEffect } from './describeEffect';
import type { ExtendedRule } from './rule';

const cases: readonly (readonly [ExtendedRule, string])[] = [
  [{}, '503'],
  [{ service: 's3', count: 1 }, '503, first call'],
  [{ count: 3, durationMs: 30_000 }, '503, first 3 calls, for 30 s'],
  [{ latency: { min: 200, max: 200 } }, 'delay of 200 ms'],
  [{ latency: { min: 100, max: 300 }, error: {} }, '503 after 100 to 300 ms'],
  [
    { latency: { distribution: 'normal', mean: 200, deviation: 50 } },
    'delay of about 200 ms (normal, deviation 50 ms)',
  ],
  [
    { latency: { distribution: 'lognormal', median: 80, sigma: 0.4 }, reset: true },
    'connection cut after about 80 ms (lognormal, sigma 0.4)',
  ],
  [{ timeout: { ms: 500 } }, 'no answer for 500 ms'],
  [{ timeout: { ms: 2500 } }, 'no answer for 2.5 s'],
];

describe('what a rule does, in words', () => {
  for (const [rule, text] of cases) {
    it(`${JSON.stringify(rule)} is "${text}"`, () => assert.equal(describeEffect(rule, '503'), text));
  }
});
