import type { Clock } from './clock';
import { type Disposable, toDisposable } from './disposable';

interface Timer {
  readonly due: number;
  readonly work: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  private readonly timers = new Set<Timer>();

  constructor(private time = 0) {}

  /** Timers that wait: 0 when everything was let go. */
  get pending(): number {
    return this.timers.size;
  }

  now(): number {
    return this.time;
  }

  after(delayMs: number, work: () => void): Disposable {
    const timer = { due: this.time + delayMs, work };
    this.timers.add(timer);
    return toDisposable(() => this.timers.delete(timer));
  }

  /** Runs what falls due in the next `ms`, in order, and lets the promises it set off run in between. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (let next = this.next(end); next; next = this.next(end)) {
      this.timers.delete(next);
      this.time = Math.max(this.time, next.due);
      next.work();
      await settle();
    }
    this.time = end;
  }

  private next(end: number): Timer | undefined {
    return [...this.timers].filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0];
  }
}

/** Chains of promises on fakes, a response's body among them, end within some turns of the event loop. */
const settle = async () => {
  for (let turn = 0; turn < 10; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
};
