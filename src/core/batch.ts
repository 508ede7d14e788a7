import type { Clock } from './clock';
import type { Disposable } from './disposable';

/** Gathers many small pieces of news into one: `work` runs once, `delayMs` after the first `mark`. */
export class Batch implements Disposable {
  private timer: Disposable | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly delayMs: number,
    private readonly work: () => void,
  ) {}

  mark(): void {
    this.timer ??= this.clock.after(this.delayMs, () => this.flush());
  }

  /** Does it now. */
  flush(): void {
    this.dispose();
    this.work();
  }

  dispose(): void {
    this.timer?.dispose();
    this.timer = undefined;
  }
}
