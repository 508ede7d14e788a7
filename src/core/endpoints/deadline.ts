/**
 * Aborts after a time, or with another signal. Unlike `AbortSignal.timeout` it ends with the work: of hundreds of
 * requests a second, each would leave a timer and an error behind for as long as it might have taken.
 */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private late = false;

  constructor(
    timeoutMs: number,
    private readonly outer?: AbortSignal,
  ) {
    this.timer = setTimeout(() => this.pass(), timeoutMs);
    if (outer?.aborted) this.follow();
    else outer?.addEventListener('abort', this.follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** It was the time that aborted. */
  get passed(): boolean {
    return this.late;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.outer?.removeEventListener('abort', this.follow);
  }

  private readonly follow = (): void => this.controller.abort(this.outer?.reason);

  private pass(): void {
    this.late = true;
    this.controller.abort();
  }
}
