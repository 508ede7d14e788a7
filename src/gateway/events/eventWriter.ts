import type { EventHub } from './eventHub';

/** The part of a response that a writer of events needs. */
export interface EventOutput {
  /** False when what was written waits for the reader. */
  write(text: string): boolean;
  once(event: 'drain', listener: () => void): unknown;
  readonly writableEnded: boolean;
}

/** Written at once. */
const BATCH_CHARS = 64 * 1024;

/**
 * Writes events to one reader as server-sent events, those of one turn of the event loop together. A slow or dead
 * reader holds up nobody: it has its position in the ring, and when it has fallen out of that, the next event it gets
 * says how many are missing (`dropped`).
 */
export class EventWriter {
  private blocked = false;
  private scheduled = false;

  constructor(
    private readonly output: EventOutput,
    private readonly hub: Pick<EventHub, 'ring' | 'run'>,
    /** Position of the event to begin with. */
    private next: number,
  ) {}

  /** There may be something to write. */
  wake(): void {
    if (this.scheduled || this.blocked) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  /** Keeps proxies from closing a quiet stream. */
  beat(): void {
    if (!this.blocked) this.send(': still here\n\n');
  }

  private flush(): void {
    while (!this.blocked && !this.output.writableEnded && this.next <= this.hub.ring.newest)
      this.send(this.batch());
  }

  private batch(): string {
    const { oldest, newest } = this.hub.ring;
    let text = '';
    let dropped = Math.max(0, oldest - this.next);
    this.next += dropped;
    while (this.next <= newest && text.length < BATCH_CHARS) {
      text += this.message(this.next, dropped);
      dropped = 0;
      this.next += 1;
    }
    return text;
  }

  private message(position: number, dropped: number): string {
    const event = this.hub.ring.get(position) ?? '{}';
    const data = dropped > 0 ? `${event.slice(0, -1)},"dropped":${dropped}}` : event;
    return `id: ${this.hub.run}-${position}\ndata: ${data}\n\n`;
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
