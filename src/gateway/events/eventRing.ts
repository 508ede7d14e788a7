/** So many events are kept, and so much of them. */
const MAX_EVENTS = 4096;
const MAX_BYTES = 8 * 1024 * 1024;

/** The last events by position, without gaps: what readers that fall behind, or come again, can still be given. */
export class EventRing {
  private readonly texts = new Map<number, string>();
  private bytes = 0;
  private first = 1;
  private last = 0;

  constructor(
    private readonly maxEvents = MAX_EVENTS,
    private readonly maxBytes = MAX_BYTES,
  ) {}

  /** Position of the oldest that is kept; above `newest` when there is none. */
  get oldest(): number {
    return this.first;
  }

  get newest(): number {
    return this.last;
  }

  get(position: number): string | undefined {
    return this.texts.get(position);
  }

  /** Positions come in order; after `clear` with a gap. */
  push(position: number, text: string): void {
    if (this.texts.size === 0) this.first = position;
    this.texts.set(position, text);
    this.last = position;
    this.bytes += Buffer.byteLength(text);
    while (this.texts.size > this.maxEvents || this.bytes > this.maxBytes) this.shift();
  }

  clear(): void {
    this.texts.clear();
    this.bytes = 0;
    this.first = this.last + 1;
  }

  private shift(): void {
    this.bytes -= Buffer.byteLength(this.texts.get(this.first) ?? '');
    this.texts.delete(this.first);
    this.first += 1;
  }
}
