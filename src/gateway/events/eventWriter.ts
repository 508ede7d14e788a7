import type { ChaosEvent } from './chaosEvent';

/** The part of a response that a writer of events needs. */
export interface EventOutput {
  /** False when what was written waits for the reader. */
  write(text: string): boolean;
  once(event: 'drain', listener: () => void): unknown;
}

/** So many events wait for a reader that does not keep up; older ones are dropped. */
const MAX_WAITING = 1000;

/**
 * Writes events to one reader as server-sent events. A slow or dead reader holds up nobody: what it has no room for is
 * kept up to a bound, then dropped, and the next event it gets says how many are missing (`dropped`).
 */
export class EventWriter {
  private readonly waiting: ChaosEvent[] = [];
  private dropped = 0;
  private blocked = false;

  constructor(private readonly output: EventOutput) {}

  write(event: ChaosEvent): void {
    this.waiting.push(event);
    if (this.waiting.length > MAX_WAITING) {
      this.waiting.shift();
      this.dropped += 1;
    }
    this.flush();
  }

  /** Keeps proxies from closing a quiet stream. */
  beat(): void {
    if (!this.blocked) this.send(': still here\n\n');
  }

  private flush(): void {
    while (!this.blocked) {
      const event = this.waiting.shift();
      if (event === undefined) return;
      const missing = this.dropped > 0 ? { dropped: this.dropped } : {};
      this.dropped = 0;
      this.send(`data: ${JSON.stringify({ ...event, ...missing })}\n\n`);
    }
  }

  private send(text: string): void {
    if (this.output.write(text)) return;
    this.blocked = true;
    this.output.once('drain', () => {
      this.blocked = false;
      this.flush();
    });
  }
}
