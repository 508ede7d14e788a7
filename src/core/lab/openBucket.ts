import { type Mark, type StatusClass, statusClass } from './mark';
import { RingBuffer } from './ringBuffer';
import type { Bucket } from './timeline';

/** A bucket's median is that of its last marks: under load there are too many to keep. */
const keptDurations = 200;

/** A bucket that is being filled: thousands of marks a second may go into it, and it is rarely looked at. */
export class OpenBucket {
  private readonly counts: Record<StatusClass, number> = { ok: 0, client: 0, server: 0, none: 0 };
  private readonly durations = new RingBuffer<number>(keptDurations);
  private injected = 0;
  private minMs = Number.POSITIVE_INFINITY;
  private maxMs = 0;
  private known: Bucket | undefined;

  /** @param from Unix ms */
  constructor(readonly from: number) {}

  add({ status, durationMs, injected }: Mark): void {
    this.counts[statusClass(status)] += 1;
    this.durations.push(durationMs);
    if (injected) this.injected += 1;
    this.minMs = Math.min(this.minMs, durationMs);
    this.maxMs = Math.max(this.maxMs, durationMs);
    this.known = undefined;
  }

  /** As of now. */
  get bucket(): Bucket {
    const { from, injected, minMs, maxMs } = this;
    this.known ??= { from, counts: { ...this.counts }, injected, minMs, medianMs: this.median(), maxMs };
    return this.known;
  }

  private median(): number {
    const sorted = this.durations.toArray().sort((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  }
}
