import { percentile } from '../../endpoints/percentile';
import { type Mark, statusClass } from '../mark';
import type { Bucket, TimelineData } from '../timeline';

/** As many as a lane keeps (`Timeline`). */
const keptMarks = 300;
const keptBuckets = 720;
const bucketMs = 30_000;

/** The same as a `Timeline` of these marks hands out, in one go: the last ones as they were, older ones in buckets. */
export const historyAt = (marks: readonly Mark[]): TimelineData => {
  const older = new Map<number, Mark[]>();
  for (const mark of marks.slice(0, -keptMarks)) {
    const from = Math.floor(mark.at / bucketMs) * bucketMs;
    const bucket = older.get(from) ?? [];
    older.set(from, bucket);
    bucket.push(mark);
  }
  const buckets = [...older].slice(-keptBuckets).map(([from, all]) => bucketOf(from, all));
  return { buckets, marks: marks.slice(-keptMarks) };
};

const bucketOf = (from: number, marks: readonly Mark[]): Bucket => {
  const counts = { ok: 0, client: 0, server: 0, none: 0 };
  for (const { status } of marks) counts[statusClass(status)]++;
  const durations = marks.map(({ durationMs }) => durationMs);
  return {
    from,
    counts,
    injected: marks.filter(({ injected }) => injected).length,
    minMs: percentile(durations, 0) ?? 0,
    medianMs: percentile(durations, 0.5) ?? 0,
    maxMs: percentile(durations, 1) ?? 0,
  };
};
