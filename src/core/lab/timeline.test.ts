import assert from 'node:assert/strict';
import type { Mark } from './mark';
import { Timeline } from './timeline';

const mark = (at: number, change: Partial<Mark> = {}): Mark => ({
  at,
  status: 200,
  durationMs: 10,
  injected: false,
  ...change,
});

const small = { keptMarks: 2, keptBuckets: 2, bucketMs: 100 };

describe('Timeline', () => {
  it('keeps the last marks as they were, and sums up older ones by the time they came', () => {
    const timeline = new Timeline(small);
    const marks = [
      mark(0, { durationMs: 5 }),
      mark(20, { status: 502, durationMs: 1, injected: true }),
      mark(40, { status: 0, durationMs: 90 }),
      mark(110, { status: 404 }),
      mark(150),
      mark(160),
    ];
    for (const each of marks) timeline.add(each);
    assert.deepEqual(timeline.data(), {
      buckets: [
        {
          from: 0,
          counts: { ok: 1, client: 0, server: 1, none: 1 },
          injected: 1,
          minMs: 1,
          medianMs: 5,
          maxMs: 90,
        },
        {
          from: 100,
          counts: { ok: 0, client: 1, server: 0, none: 0 },
          injected: 0,
          minMs: 10,
          medianMs: 10,
          maxMs: 10,
        },
      ],
      marks: [mark(150), mark(160)],
    });
    assert.deepEqual(timeline.last, mark(160));
    assert.deepEqual(timeline.latest(5), [mark(150), mark(160)]);
  });

  it('forgets what is older than its buckets, however long it runs', () => {
    const timeline = new Timeline(small);
    for (let at = 0; at < 10_000; at += 10) timeline.add(mark(at));
    const { buckets, marks } = timeline.data();
    assert.deepEqual(
      buckets.map(({ from, counts }) => [from, counts.ok]),
      [
        [9700, 10],
        [9800, 10],
        [9900, 8],
      ],
    );
    assert.equal(marks.length, 2);
  });

  it('hands out what lies in view only, and can be taken over by another', () => {
    const timeline = new Timeline(small);
    for (let at = 0; at < 400; at += 50) timeline.add(mark(at));
    const data = timeline.data(360);
    assert.deepEqual([data.buckets, data.marks], [[], []]);
    assert.deepEqual(
      timeline.data(250).buckets.map(({ from }) => from),
      [200],
    );
    const copy = Timeline.of(timeline.data(), { ...small, keptBuckets: 3 });
    assert.deepEqual(copy.data(), timeline.data());
  });
});
