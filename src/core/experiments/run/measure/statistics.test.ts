import assert from 'node:assert/strict';
import { samplesNeeded } from '../../format/samplesNeeded';
import { binomialCdf, percentileOf, upperPercentile, upperShare } from './statistics';

const about = (value: number, expected: number): void =>
  assert.ok(Math.abs(value - expected) < 1e-4, `${value} is not ${expected}`);

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

describe('upperShare', () => {
  /** Quantiles of the beta distribution, as tables of Clopper and Pearson's interval have them. */
  const bounds: readonly (readonly [bad: number, n: number, confidence: number, upper: number])[] = [
    [0, 10, 0.95, 0.25887],
    [0, 59, 0.95, 0.04951],
    [1, 10, 0.95, 0.39416],
    [5, 10, 0.95, 0.77756],
    [5, 100, 0.975, 0.11283],
    [10, 10, 0.95, 1],
    [0, 0, 0.95, 1],
    [0, 0, 0.999, 1],
    [0, 1, 0.999, 0.999],
    [0, 6905, 0.999, 0.001],
    [1, 1, 0.5, 1],
    [200_000, 200_000, 0.999, 1],
  ];
  for (const [bad, n, confidence, upper] of bounds) {
    it(`of ${bad} in ${n} is ${upper} at ${confidence}`, () => about(upperShare(bad, n, confidence), upper));
  }

  it('comes nearer to the share that was seen the more was seen', () => {
    const bounds = [100, 1000, 10_000].map((n) => upperShare(n / 10, n, 0.95));
    assert.ok(bounds.every((bound, index) => bound > 0.1 && bound < (bounds[index - 1] ?? 1)));
    assert.ok((bounds[2] ?? 1) < 0.106);
  });
});

describe('upperPercentile', () => {
  it('is the rank that the binomial distribution tells', () => {
    assert.equal(upperPercentile(upTo(10), 50, 0.95), 9); // 1 - 11 / 1024
    assert.equal(upperPercentile(upTo(59), 95, 0.95), 59);
    assert.equal(upperPercentile(upTo(1000), 95, 0.95), 962);
  });

  it('is not known from too few values', () => {
    assert.equal(upperPercentile(upTo(6904), 99.9, 0.999), undefined);
    assert.equal(upperPercentile(upTo(6905), 99.9, 0.999), 6905);
    assert.equal(upperPercentile(upTo(58), 95, 0.95), undefined);
    assert.equal(upperPercentile([], 50, 0.5), undefined);
  });

  it('is known from as many values as a file is told to ask for', () => {
    for (const [percentile, confidence] of [
      [50, 0.9],
      [95, 0.95],
      [99, 0.99],
    ] as const) {
      const needed = samplesNeeded(confidence, { errorRate: undefined, percentile });
      assert.notEqual(upperPercentile(upTo(needed), percentile, confidence), undefined);
      assert.equal(upperPercentile(upTo(needed - 1), percentile, confidence), undefined);
    }
  });
});

describe('binomialCdf', () => {
  it('sums up chances, also where each alone is too small for a number', () => {
    about(binomialCdf(2, 4, 0.5), 11 / 16);
    about(binomialCdf(5000, 10_000, 0.5), 0.50399);
    assert.equal(binomialCdf(4, 4, 0.5), 1);
    assert.equal(binomialCdf(-1, 4, 0.5), 0);
  });
});

describe('percentileOf', () => {
  it('is the smallest value that so many percent do not exceed', () => {
    assert.deepEqual(
      [percentileOf(upTo(100), 95), percentileOf(upTo(3), 50), percentileOf([], 50)],
      [95, 2, undefined],
    );
  });
});
