import type { Clock } from '../clock';
import { Delays } from './delays';

/** The network effects of the Chaos API: latency, added once to each request from outside. */
export class Effects {
  private owner: string | undefined;
  private delayMs = 0;
  private readonly delays: Delays;

  constructor(clock: Clock) {
    this.delays = new Delays(clock);
  }

  get latencyMs(): number {
    return this.delayMs;
  }

  /** None (0) lets go of what waits, too. */
  setLatency(latencyMs: number, owner?: string): void {
    this.delayMs = latencyMs;
    this.owner = latencyMs === 0 ? undefined : owner;
    if (latencyMs === 0) this.delays.letAllGo();
  }

  clearOwned(owner: string): void {
    if (this.owner === owner) this.setLatency(0);
  }

  /** Rejects with the signal's reason when it aborts first. */
  async delay(signal: AbortSignal): Promise<void> {
    if (this.delayMs > 0) await this.delays.wait(this.delayMs, signal);
  }
}
