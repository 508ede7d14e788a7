import type { Clock } from './clock';
import type { Disposable } from './disposable';

/** Does something again and again: the next round is due an interval after the last one ended. */
export class Poller implements Disposable {
  private timer: Disposable | undefined;
  private wanted = false;
  private working = false;
  private again = false;

  /** `work` must not reject. The interval is asked anew before each pause. */
  constructor(
    private readonly clock: Clock,
    private readonly intervalMs: () => number,
    private readonly work: () => Promise<void>,
  ) {}

  /** Begins a round at once; when one is under way, another follows it without a pause. */
  poke(): void {
    this.wanted = true;
    this.again = true;
    if (!this.working) void this.round();
  }

  /** Begins with a pause. */
  pokeLater(): void {
    this.wanted = true;
    if (!this.working) this.pause();
  }

  /** No more rounds until the next `poke`; the one under way ends. */
  rest(): void {
    this.wanted = false;
    this.again = false;
    this.timer?.dispose();
  }

  dispose(): void {
    this.rest();
  }

  private async round(): Promise<void> {
    this.timer?.dispose();
    this.working = true;
    while (this.again) {
      this.again = false;
      await this.work();
    }
    this.working = false;
    if (this.wanted) this.pause();
  }

  private pause(): void {
    this.timer?.dispose();
    this.timer = this.clock.after(this.intervalMs(), () => this.poke());
  }
}
