import assert from 'node:assert/strict';
import type { Mark } from '../../core/lab/mark';
import { barsOf, onWholePixels, stack, ticksOf, type View } from './laneGeometry';

const view: View = { from: 0, to: 100_000, width: 500, height: 30 };
const mark = (at: number, change: Partial<Mark> = {}): Mark => ({
  at,
  status: 200,
  durationMs: 10,
  injected: false,
  ...change,
});

describe('barsOf', () => {
  it('places marks by time, tells what they were, and is as high as they took long', () => {
    const marks = [
      mark(0),
      mark(50_000, { status: 502, durationMs: 1, injected: true }),
      mark(80_000, { status: 404, durationMs: 100 }),
      mark(90_000, { status: 0, durationMs: 3000 }),
    ];
    const bars = barsOf({ buckets: [], marks }, view);
    assert.deepEqual(
      bars.map(({ x, kind, injected }) => [x, kind, injected]),
      [
        [0, 'ok', false],
        [250, 'failed', true],
        [400, 'client', false],
        [450, 'none', false],
      ],
    );
    const heights = bars.map(({ height }) => height);
    assert.equal(heights[3], 30);
    assert.ok((heights[1] ?? 0) < (heights[0] ?? 0) && (heights[0] ?? 0) < (heights[2] ?? 0));
  });

  it('leaves quick answers low, and what is out of view away', () => {
    const bars = barsOf(
      { buckets: [], marks: [mark(-9000), mark(1, { durationMs: 1 }), mark(200_000)] },
      view,
    );
    assert.equal(bars.length, 1);
    assert.ok((bars[0]?.height ?? 99) < 10);
  });

  it('shows the share of a bucket that failed', () => {
    const counts = { ok: 3, client: 0, server: 1, none: 0 };
    const bucket = { from: 30_000, counts, injected: 1, minMs: 1, medianMs: 100, maxMs: 200 };
    assert.deepEqual(
      barsOf({ buckets: [bucket], marks: [] }, view).map(({ kind, height }) => [kind, height]),
      [
        ['ok', 30],
        ['failed', 7.5],
      ],
    );
  });
});

describe('ticksOf', () => {
  it('gives full steps of the clock with room between them', () => {
    assert.deepEqual(ticksOf({ ...view, from: 1000, to: 61_000 }), [15_000, 30_000, 45_000, 60_000]);
    assert.deepEqual(ticksOf({ ...view, from: 0, to: 6 * 3_600_000 }).length, 7);
  });
});

describe('stack', () => {
  it('puts what overlaps on rows of its own, up to a bound', () => {
    const spans = [
      { left: 0, right: 10 },
      { left: 5, right: 20 },
      { left: 10, right: 12 },
      { left: 11, right: 30 },
    ];
    assert.deepEqual(
      stack(spans, 2).map(({ row }) => row),
      [0, 1, 0, 1],
    );
  });
});

describe('onWholePixels', () => {
  it('is the same until time has gone on by a pixel, and never behind the present', () => {
    const at = (now: number) => onWholePixels({ from: now - 300_000, to: now }, 600); // half a second to a pixel
    assert.deepEqual(at(1_700_000_000_100), { from: 1_699_999_700_500, to: 1_700_000_000_500 });
    assert.deepEqual(at(1_700_000_000_500), at(1_700_000_000_001));
    assert.equal(at(1_700_000_000_501).to, 1_700_000_001_000);
  });

  it('stays as long as it was where a pixel is no whole number of milliseconds', () => {
    const { from, to } = onWholePixels({ from: 0, to: 1000 }, 7);
    assert.equal(to - from, 1000);
    assert.ok(to >= 1000 && to < 1000 + 1000 / 7);
  });
});
