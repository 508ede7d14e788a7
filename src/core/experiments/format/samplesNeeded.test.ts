import assert from 'node:assert/strict';
import { samplesNeeded } from './samplesNeeded';

const needed = (confidence: number, errorRate?: number, percentile?: number) =>
  samplesNeeded(confidence, { errorRate, percentile });

describe('samplesNeeded', () => {
  it('is the rule of three for an error rate, exactly', () => {
    assert.equal(needed(0.95, 0.01), 299);
    assert.equal(needed(0.95, 0.05), 59);
    assert.equal(needed(0.99, 0.01), 459);
    assert.equal(needed(0.5, 0.5), 1, 'a bound that is met exactly is met');
  });

  it('is what the slowest of all needs to be above a percentile', () => {
    assert.equal(needed(0.95, undefined, 95), 59);
    assert.equal(needed(0.95, undefined, 99), 299);
    assert.equal(needed(0.95, undefined, 50), 5);
  });

  it('is the larger of both, and one where nothing is asked', () => {
    assert.equal(needed(0.95, 0.05, 99), 299);
    assert.equal(needed(0.95), 1);
  });
});
