import assert from 'node:assert/strict';
import { seededRandom } from './random';

describe('the seeded generator', () => {
  it('stays between 0 and below 1, evenly', () => {
    const random = seededRandom(1);
    const tenths = new Array(10).fill(0);
    for (let n = 0; n < 100_000; n += 1) tenths[Math.floor(random() * 10)] += 1;
    assert.equal(tenths.length, 10);
    for (const count of tenths) assert.ok(count > 9_500 && count < 10_500, String(tenths));
  });

  it('differs from the first number on for neighbouring seeds', () => {
    const firsts = new Set([0, 1, 2, 3, 2 ** 32 - 1].map((seed) => seededRandom(seed)()));
    assert.equal(firsts.size, 5);
  });
});
