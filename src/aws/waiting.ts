/** Whoever waits for the answer to a request. */
export interface Waiting {
  /** Aborts when nobody waits any more. Made when it is first asked for: it costs a tenth of a short exchange. */
  readonly signal: AbortSignal;
  /** Why nobody waits any more; undefined while somebody does. */
  readonly left: Error | undefined;
  /** Calls the listener once, with the signal; one at a time. */
  onLeave(listener: (() => void) | undefined): void;
}
