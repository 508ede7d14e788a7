import type { Clock } from './clock';

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  private time = 0;
  private readonly timers = new Set<{ readonly due: number; readonly work: () => void }>();

  /** Timers that wait: 0 when everything was let go. */
  get pending(): number {
    return this.timers.size;
  }

  now(): number {
    return this.time;
  }

  after(delayMs: number, work: () => void): { dispose(): void } {
    const timer = { due: this.time + delayMs, work };
    this.timers.add(timer);
    return { dispose: () => this.timers.delete(timer) };
  }

  /** Runs what falls due in the next `ms`, in order. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.timers.delete(next);
      this.time = next.due;
      next.work();
    }
    this.time = end;
  }

  private next(end: number) {
    return [...this.timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }
}
