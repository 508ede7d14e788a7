/** How old may be what is given. */
export interface Patience {
  /** Older is given once more, and read again meanwhile. */
  readonly freshMs: number;
  /** Older, or outdated, is read before it is given. */
  readonly staleMs: number;
}

/** What cannot be read is not asked for again sooner. */
const RETRY_MS = 1000;

/** A value that is kept elsewhere: read when it is needed, by one reader at a time. */
export class Remembered<T> {
  private version = 0;
  private reading: Promise<void> | undefined;
  private last: { readonly value: T; readonly at: number; readonly version: number } | undefined;
  private failed: { readonly at: number; readonly version: number } | undefined;

  constructor(
    private readonly read: () => Promise<T>,
    /** Unix ms. */
    private readonly now: () => number,
  ) {}

  /** What was read last, however old. */
  get known(): T | undefined {
    return this.last?.value;
  }

  /** What is known is no longer so. */
  outdate(): void {
    this.version += 1;
  }

  /** Never rejects: what cannot be read stays as it is known, or undefined. */
  async get({ freshMs, staleMs }: Patience): Promise<T | undefined> {
    if (this.ageMs() > staleMs) await this.refresh();
    // Outdated while it was read: the second reading began after that.
    if (this.ageMs() === Number.POSITIVE_INFINITY) await this.refresh();
    else if (this.ageMs() > freshMs) void this.refresh();
    return this.known;
  }

  private ageMs(): number {
    const isCurrent = this.last?.version === this.version;
    return this.last && isCurrent ? this.now() - this.last.at : Number.POSITIVE_INFINITY;
  }

  private refresh(): Promise<void> {
    const { failed } = this;
    if (failed?.version === this.version && this.now() - failed.at < RETRY_MS) return Promise.resolve();
    this.reading ??= this.readOnce().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readOnce(): Promise<void> {
    const { version } = this;
    try {
      this.last = { value: await this.read(), at: this.now(), version };
    } catch {
      this.failed = { at: this.now(), version }; // whoever passes a request on learns what is wrong
    }
  }
}
