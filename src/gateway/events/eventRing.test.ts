import assert from 'node:assert/strict';
import { EventRing } from './eventRing';

const kept = (ring: EventRing): (string | undefined)[] =>
  Array.from({ length: Math.max(0, ring.newest - ring.oldest + 1) }, (_, n) => ring.get(ring.oldest + n));

describe('the ring of events', () => {
  it('keeps the last so many', () => {
    const ring = new EventRing(3, 1000);
    for (let n = 1; n <= 5; n += 1) ring.push(n, `e${n}`);
    assert.deepEqual([ring.oldest, ring.newest, kept(ring)], [3, 5, ['e3', 'e4', 'e5']]);
    assert.equal(ring.get(2), undefined);
  });

  it('keeps no more than so many bytes, not even of one event', () => {
    const ring = new EventRing(100, 10);
    for (const [index, text] of ['1234', 'öö', '12'].entries()) ring.push(index + 1, text);
    assert.deepEqual(kept(ring), ['1234', 'öö', '12']);
    ring.push(4, 'x');
    assert.deepEqual(kept(ring), ['öö', '12', 'x']);
    ring.push(5, 'x'.repeat(11));
    assert.deepEqual([kept(ring), ring.oldest, ring.newest], [[], 6, 5]);
    ring.push(6, 'y');
    assert.deepEqual([kept(ring), ring.oldest], [['y'], 6]);
  });

  it('begins again after a gap once it was cleared', () => {
    const ring = new EventRing();
    ring.push(1, 'a');
    ring.clear();
    assert.deepEqual([kept(ring), ring.oldest, ring.newest], [[], 2, 1]);
    ring.push(9, 'b');
    assert.deepEqual([kept(ring), ring.oldest, ring.newest], [['b'], 9, 9]);
  });
});
