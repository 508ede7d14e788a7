import assert from 'node:assert/strict';
import { pooledRandom } from './pooledRandom';

describe('random bytes from the pool', () => {
  it('are of the length that is asked for, and never the same', () => {
    const seen = new Set(Array.from({ length: 2000 }, () => pooledRandom(11).toString('hex')));
    assert.equal(seen.size, 2000);
    assert.deepEqual(new Set([...seen].map((text) => text.length)), new Set([22]));
  });
});
