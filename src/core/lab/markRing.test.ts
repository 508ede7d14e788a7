import assert from 'node:assert/strict';
import type { Mark } from './mark';
import { MarkRing } from './markRing';

const mark = (at: number): Mark => ({ at, status: at % 600, durationMs: at / 10, injected: at % 2 === 0 });

describe('MarkRing', () => {
  it('keeps the last marks as they were, and gives back what had to go', () => {
    const ring = new MarkRing(3);
    const gone = [1, 2, 3, 4, 5].map((at) => ring.push(mark(at)));
    assert.deepEqual(gone, [undefined, undefined, undefined, mark(1), mark(2)]);
    assert.equal(ring.size, 3);
    assert.deepEqual(ring.latest(9), [mark(3), mark(4), mark(5)]);
    assert.deepEqual(ring.latest(2), [mark(4), mark(5)]);
    assert.deepEqual(ring.since(4), [mark(4), mark(5)]);
    assert.deepEqual(
      [ring.at(0), ring.at(-1), ring.at(3), ring.at(-4)],
      [mark(3), mark(5), undefined, undefined],
    );
  });

  it('counts the last ones, those since a time, and those that failed', () => {
    const ring = new MarkRing(3);
    for (const at of [1, 2, 3, 505, 507]) ring.push(mark(at)); // even ones are injected, from 500 on they failed
    assert.deepEqual(ring.tally(9), { all: 3, failed: 2 });
    assert.deepEqual(ring.tally(1), { all: 1, failed: 1 });
    assert.deepEqual(ring.tally(9, 506), { all: 1, failed: 1 });
    assert.deepEqual(ring.tally(9, 600), { all: 0, failed: 0 });
  });

  it('takes no more room however many marks there have been', () => {
    const ring = new MarkRing(2);
    for (let at = 0; at < 1000; at++) ring.push(mark(at));
    assert.deepEqual(ring.since(0), [mark(998), mark(999)]);
  });
});
