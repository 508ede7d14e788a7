import type { Mark, StatusClass } from './mark';
import { MarkRing, type Tally } from './markRing';
import { OpenBucket } from './openBucket';
import { RingBuffer } from './ringBuffer';

/** Many marks as one: what a stretch of time looked like. */
export interface Bucket {
  /** Unix ms. */
  readonly from: number;
  readonly counts: Readonly<Record<StatusClass, number>>;
  readonly injected: number;
  readonly minMs: number;
  readonly medianMs: number;
  readonly maxMs: number;
}

export interface TimelineOptions {
  /** Single marks kept; 300 when absent: ten minutes of probes each two seconds. */
  readonly keptMarks?: number;
  /** 720 when absent: six hours. */
  readonly keptBuckets?: number;
  /** What one bucket covers; 30 s when absent. */
  readonly bucketMs?: number;
}

/** A timeline as it is handed over, for example to a page. */
export interface TimelineData {
  /** Oldest first; all of it before the marks. */
  readonly buckets: readonly Bucket[];
  /** Oldest first. */
  readonly marks: readonly Mark[];
}

/**
 * The history of one lane in constant memory: the last marks as they were, older ones in buckets.
 *
 *   add ──▶ marks (ring) ──the oldest──▶ open bucket ──when its time is over──▶ buckets (ring) ──the oldest──▶ forgotten
 */
export class Timeline {
  private readonly recent: MarkRing;
  private readonly older: RingBuffer<Bucket>;
  private readonly bucketMs: number;
  private open: OpenBucket | undefined;
  private count = 0;

  constructor(options: TimelineOptions = {}) {
    this.recent = new MarkRing(options.keptMarks ?? 300);
    this.older = new RingBuffer(options.keptBuckets ?? 720);
    this.bucketMs = options.bucketMs ?? 30_000;
  }

  /** Takes over what another timeline handed out. */
  static of({ buckets, marks }: TimelineData, options: TimelineOptions = {}): Timeline {
    const timeline = new Timeline(options);
    for (const bucket of buckets) timeline.older.push(bucket);
    for (const mark of marks) timeline.add(mark);
    return timeline;
  }

  get last(): Mark | undefined {
    return this.recent.at(-1);
  }

  /** How many marks there have been: it is the same for as long as nothing has come. */
  get added(): number {
    return this.count;
  }

  add(mark: Mark): void {
    this.count += 1;
    const oldest = this.recent.push(mark);
    if (oldest) this.sum(oldest);
  }

  /** The last `count` marks, oldest first. */
  latest(count: number): Mark[] {
    return this.recent.latest(count);
  }

  /** Of the last `count` marks, those at or after `since` (Unix ms). */
  tally(count: number, since?: number): Tally {
    return this.recent.tally(count, since);
  }

  /** What lies at or after `since` (Unix ms). */
  data(since = Number.NEGATIVE_INFINITY): TimelineData {
    const buckets = this.older.toArray();
    if (this.open) buckets.push(this.open.bucket);
    return {
      buckets: buckets.filter(({ from }) => from + this.bucketMs >= since),
      marks: this.recent.since(since),
    };
  }

  private sum(mark: Mark): void {
    const from = Math.floor(mark.at / this.bucketMs) * this.bucketMs;
    if (this.open && this.open.from !== from) {
      this.older.push(this.open.bucket);
      this.open = undefined;
    }
    this.open ??= new OpenBucket(from);
    this.open.add(mark);
  }
}
