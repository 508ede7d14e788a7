import { isFailed, type Mark } from './mark';

/** How many marks, and how many of them failed. */
export interface Tally {
  readonly all: number;
  readonly failed: number;
}

/** The last so many marks, in numbers rather than objects: hundreds of lanes keep hundreds each. */
export class MarkRing {
  private readonly ats: Float64Array;
  private readonly durations: Float64Array;
  private readonly statuses: Uint16Array;
  private readonly injected: Uint8Array;
  private readonly failed: Uint8Array;
  private start = 0;
  private count = 0;

  constructor(readonly capacity: number) {
    this.ats = new Float64Array(capacity);
    this.durations = new Float64Array(capacity);
    this.statuses = new Uint16Array(capacity);
    this.injected = new Uint8Array(capacity);
    this.failed = new Uint8Array(capacity);
  }

  get size(): number {
    return this.count;
  }

  /** Gives the mark that had to go to make room. */
  push(mark: Mark): Mark | undefined {
    const { at, status, durationMs, injected } = mark;
    const oldest = this.count === this.capacity ? this.at(0) : undefined;
    const place = this.placeOf(this.count);
    this.ats[place] = at;
    this.statuses[place] = status;
    this.durations[place] = durationMs;
    this.injected[place] = injected ? 1 : 0;
    this.failed[place] = isFailed(mark) ? 1 : 0;
    if (oldest) this.start = (this.start + 1) % this.capacity;
    else this.count += 1;
    return oldest;
  }

  /** 0 is the oldest; -1 the newest. */
  at(position: number): Mark | undefined {
    const index = position < 0 ? this.count + position : position;
    return index < 0 || index >= this.count ? undefined : this.read(this.placeOf(index));
  }

  /** The last `count`, oldest first. */
  latest(count: number): Mark[] {
    const first = Math.max(0, this.count - count);
    return Array.from({ length: this.count - first }, (_, index) => this.read(this.placeOf(first + index)));
  }

  /** Of the last `count`, those at or after `since` (Unix ms); without making a mark of any. */
  tally(count: number, since = Number.NEGATIVE_INFINITY): Tally {
    let [all, failed] = [0, 0];
    for (let index = Math.max(0, this.count - count); index < this.count; index++) {
      const place = this.placeOf(index);
      if ((this.ats[place] as number) < since) continue;
      all += 1;
      failed += this.failed[place] as number;
    }
    return { all, failed };
  }

  /** Those at or after `since` (Unix ms), oldest first. */
  since(since: number): Mark[] {
    const marks: Mark[] = [];
    for (let index = 0; index < this.count; index++) {
      const place = this.placeOf(index);
      if ((this.ats[place] as number) >= since) marks.push(this.read(place));
    }
    return marks;
  }

  private placeOf(index: number): number {
    return (this.start + index) % this.capacity;
  }

  private read(place: number): Mark {
    return {
      at: this.ats[place] as number,
      status: this.statuses[place] as number,
      durationMs: this.durations[place] as number,
      injected: this.injected[place] === 1,
    };
  }
}
