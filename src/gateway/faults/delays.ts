import type { Clock } from '../clock';

/** Requests that wait: until their time is over, until all are let go, or until their client goes away. */
export class Delays {
  private readonly waiting = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  get size(): number {
    return this.waiting.size;
  }

  /** Whether it waited to the end, rather than be let go. Rejects with the signal's reason when it aborts first. */
  wait(delayMs: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const end = (finish: () => void) => {
        timer.dispose();
        signal.removeEventListener('abort', abort);
        this.waiting.delete(letGo);
        finish();
      };
      const abort = () => end(() => reject(signal.reason));
      const letGo = () => end(() => resolve(false));
      const timer = this.clock.after(delayMs, () => end(() => resolve(true)));
      signal.addEventListener('abort', abort, { once: true });
      this.waiting.add(letGo);
    });
  }

  /** What waits goes on at once. */
  letAllGo(): void {
    for (const letGo of [...this.waiting]) letGo();
  }
}
