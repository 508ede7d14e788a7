import type { Disposable } from '../core/disposable';

/** Calls once a second while it is needed: for times that count down before a person's eyes. */
export class Ticker implements Disposable {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly tick: () => void) {}

  run(needed: boolean): void {
    if (!needed) this.dispose();
    else this.timer ??= setInterval(this.tick, 1000);
  }

  dispose(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
