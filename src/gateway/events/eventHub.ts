import { randomBytes } from 'node:crypto';
import type { ChaosEvent } from './chaosEvent';
import { EventRing } from './eventRing';

/** After the last reader has left, events are kept so long for it to come again. */
const KEPT_MS = 30_000;

/**
 * Keeps the last events for whoever reads them, each at its own pace.
 *
 *   isWanted() ─ nobody reads ─▶ counted, no event is made
 *       └─ publish(event) ─▶ ring ─▶ readers, woken
 */
export class EventHub {
  readonly ring = new EventRing();
  /** In the ids of events: those of another run say nothing here. */
  readonly run = randomBytes(4).toString('hex');
  private readonly readers = new Set<() => void>();
  private crossed = 0;
  private leftAt: number | undefined;

  /** `now` gives Unix ms. */
  constructor(private readonly now: () => number = Date.now) {}

  /** Whether anybody wants to hear of a request that crosses; to be asked once for each, before its event is made. */
  isWanted(): boolean {
    this.crossed += 1;
    if (this.readers.size > 0) return true;
    if (this.leftAt === undefined) return false;
    if (this.now() - this.leftAt <= KEPT_MS) return true;
    this.leftAt = undefined;
    this.ring.clear();
    return false;
  }

  /** The event of the request that `isWanted` was asked for last. */
  publish(event: ChaosEvent): void {
    this.ring.push(this.crossed, JSON.stringify(event));
    for (const wake of this.readers) wake();
  }

  /** Position of the first event that comes after the one with this id; after all so far, without one. */
  positionAfter(id: string | undefined): number {
    const [, run, position] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(id ?? '') ?? [];
    if (run === undefined) return this.crossed + 1;
    return run === this.run ? Math.min(Number(position), this.crossed) + 1 : 1;
  }

  /** Calls `wake` for each event. Gives the function that unsubscribes. */
  subscribe(wake: () => void): () => void {
    this.readers.add(wake);
    return () => {
      if (this.readers.delete(wake) && this.readers.size === 0) this.leftAt = this.now();
    };
  }

  get size(): number {
    return this.readers.size;
  }
}
