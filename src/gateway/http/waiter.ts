import type { Waiting } from '../../aws/waiting';

/** The client of one request, as long as it waits. */
export class Waiter implements Waiting {
  private controller: AbortController | undefined;
  private listener: (() => void) | undefined;
  private reason: Error | undefined;

  get signal(): AbortSignal {
    if (this.controller === undefined) {
      this.controller = new AbortController();
      if (this.reason !== undefined) this.controller.abort(this.reason);
    }
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
    this.controller?.abort(reason);
    this.listener?.();
  }
}
