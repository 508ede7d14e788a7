import type { Clock } from '../clock';

/** The network effects of the Chaos API: latency, added once to each request from outside. */
export class Effects {
  private owner: string | undefined;
  private delayMs = 0;

  constructor(private readonly clock: Clock) {}

  get latencyMs(): number {
    return this.delayMs;
  }

  setLatency(latencyMs: number, owner?: string): void {
    this.delayMs = latencyMs;
    this.owner = latencyMs === 0 ? undefined : owner;
  }

  clearOwned(owner: string): void {
    if (this.owner === owner) this.setLatency(0);
  }

  /** Rejects with the signal's reason when it aborts first. */
  async delay(signal: AbortSignal): Promise<void> {
    if (this.delayMs === 0) return;
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        timer.dispose();
        reject(signal.reason);
      };
      const timer = this.clock.after(this.delayMs, () => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
  }
}
