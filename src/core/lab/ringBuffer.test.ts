import assert from 'node:assert/strict';
import { RingBuffer } from './ringBuffer';

describe('RingBuffer', () => {
  it('keeps the last items in order, and gives back what had to go', () => {
    const ring = new RingBuffer<number>(3);
    const gone = [1, 2, 3, 4, 5].map((item) => ring.push(item));
    assert.deepEqual(gone, [undefined, undefined, undefined, 1, 2]);
    assert.deepEqual([...ring], [3, 4, 5]);
    assert.deepEqual([ring.at(0), ring.at(-1), ring.at(3), ring.at(-4)], [3, 5, undefined, undefined]);
  });

  it('begins anew when it is cleared', () => {
    const ring = new RingBuffer<number>(2);
    for (const item of [1, 2, 3]) ring.push(item);
    ring.clear();
    ring.push(4);
    assert.deepEqual([...ring], [4]);
  });
});
