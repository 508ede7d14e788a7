import assert from 'node:assert/strict';
import { percentile } from './percentile';

describe('percentile', () => {
  it('is the nearest rank, in whatever order the values come', () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    assert.deepEqual(
      [0, 0.5, 0.95, 1].map((share) => percentile(values, share)),
      [1, 10, 19, 20],
    );
    assert.equal(percentile([7], 0.95), 7);
  });

  it('is undefined for no values', () => {
    assert.equal(percentile([], 0.5), undefined);
  });
});
