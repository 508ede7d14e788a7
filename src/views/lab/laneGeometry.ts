import { isFailed, type Mark, statusClass } from '../../core/lab/mark';
import type { Bucket, TimelineData } from '../../core/lab/timeline';

/** What a bar says. */
export type BarKind = 'ok' | 'client' | 'failed' | 'none';

/** A bar of a lane, in CSS pixels from the lane's upper left corner. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly kind: BarKind;
  readonly injected: boolean;
}

export interface View {
  /** Unix ms at the left edge. */
  readonly from: number;
  /** Unix ms at the right edge. */
  readonly to: number;
  readonly width: number;
  readonly height: number;
}

const leastHeight = 4;
const widestBar = 5;
/** A lane of quick answers only stays low. */
const leastTopMs = 100;

export const xOf = (at: number, { from, to, width }: View): number => ((at - from) / (to - from)) * width;

/**
 * The same stretch of time, moved so that it ends on a whole pixel: what is painted stays as it is until time has gone
 * on by one, and all lanes move together.
 */
export const onWholePixels = <T extends Pick<View, 'from' | 'to'>>(range: T, width: number): T => {
  const pixelMs = (range.to - range.from) / Math.max(1, width);
  const to = Math.ceil(range.to / pixelMs) * pixelMs;
  return { ...range, from: to - (range.to - range.from), to };
};

/** Older answers as one bar for each bucket, then each mark. The height is the duration, on a logarithmic scale. */
export const barsOf = ({ buckets, marks }: TimelineData, view: View): Bar[] => {
  const slowest = Math.max(
    leastTopMs,
    ...buckets.map(({ medianMs }) => medianMs),
    ...marks.map(({ durationMs }) => durationMs),
  );
  const heightOf = (ms: number) =>
    leastHeight + (view.height - leastHeight) * (Math.log1p(ms) / Math.log1p(slowest));
  const width = barWidth(marks, view);
  return [
    ...buckets.flatMap((bucket) => bucketBars(bucket, view, heightOf)),
    ...marks.map((mark) => ({
      x: xOf(mark.at, view),
      width,
      height: heightOf(mark.durationMs),
      kind: kindOf(mark),
      injected: mark.injected,
    })),
  ].filter(({ x }) => x >= -widestBar && x <= view.width);
};

/** As wide as the marks leave room for. */
const barWidth = (marks: readonly Mark[], { from, to, width }: View): number => {
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || marks.length < 2) return widestBar;
  const pitch = (((last.at - first.at) / (marks.length - 1)) * width) / (to - from);
  return Math.max(1, Math.min(widestBar, pitch * 0.75));
};

/** Two bars when some of a bucket failed: the lower one as high as the share of the failures. */
const bucketBars = (bucket: Bucket, view: View, heightOf: (ms: number) => number): Bar[] => {
  const { ok, client, server, none } = bucket.counts;
  const all = ok + client + server + none;
  const failed = server + none;
  const base = {
    x: xOf(bucket.from, view),
    width: Math.max(1, Math.min(widestBar, xOf(view.from + 30_000, view) * 0.8)),
  };
  const height = heightOf(bucket.medianMs);
  const whole: Bar = {
    ...base,
    height,
    kind: failed === all ? 'failed' : client > ok ? 'client' : 'ok',
    injected: bucket.injected > 0,
  };
  if (failed === 0 || failed === all) return [whole];
  return [
    { ...whole, kind: 'ok', injected: false },
    { ...whole, kind: 'failed', height: Math.max(leastHeight, (height * failed) / all) },
  ];
};

const kindOf = (mark: Mark): BarKind => {
  if (mark.status === 0) return 'none';
  if (isFailed(mark)) return 'failed';
  return statusClass(mark.status) === 'client' ? 'client' : 'ok';
};

/** Full steps of a clock, no closer than 90 pixels: Unix ms. */
export const ticksOf = ({ from, to, width }: View, zoneOffsetMs = 0): number[] => {
  const least = ((to - from) * 90) / width;
  const step = steps.find((each) => each >= least) ?? 3_600_000;
  const first = Math.ceil((from + zoneOffsetMs) / step) * step - zoneOffsetMs;
  const ticks: number[] = [];
  for (let at = first; at <= to; at += step) ticks.push(at);
  return ticks;
};

const steps = [
  5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000,
];

/** Puts spans that overlap on rows below each other. */
export const stack = <T extends { readonly left: number; readonly right: number }>(
  spans: readonly T[],
  most: number,
): (T & { readonly row: number })[] => {
  const ends: number[] = [];
  return spans.map((span) => {
    const free = ends.findIndex((end) => end <= span.left);
    const row = Math.min(free < 0 ? ends.length : free, most - 1);
    ends[row] = Math.max(span.right, ends[row] ?? 0);
    return { ...span, row };
  });
};
