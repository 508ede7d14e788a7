import type { Waiting } from '../../aws/waiting';

/** The client of one request, as long as it waits. */
export class Waiter implements Waiting {
  private readonly controller = new AbortController();
  private listener: (() => void) | undefined;
  private reason: Error | undefined;
  private isAsked = false;

  get signal(): AbortSignal {
    if (!this.isAsked && this.reason !== undefined) this.controller.abort(this.reason);
    this.isAsked = true;
    return this.controller.signal;
  }

  get left(): Error | undefined {
    return this.reason;
  }

  onLeave(listener: (() => void) | undefined): void {
    this.listener = listener;
  }

  leave(reason: Error): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    if (this.isAsked) this.controller.abort(reason);
    this.listener?.();
  }
}
