import { throttled } from '../lambdaErrors';

/** AWS's concurrency of an account in a region, unless raised. */
export const ACCOUNT_CONCURRENCY = 1000;

/** Counts running invocations and refuses those beyond the account's or the function's own limit. */
export class ConcurrencyGate {
  private readonly running = new Map<string, number>();
  private total = 0;

  /** Throws `TooManyRequestsException`; gives what to call when the invocation is over. */
  enter(functionArn: string, reserved: number | undefined): () => void {
    const running = this.running.get(functionArn) ?? 0;
    if (running >= (reserved ?? Number.POSITIVE_INFINITY) || this.total >= ACCOUNT_CONCURRENCY)
      throw throttled();
    this.count(functionArn, 1);
    return () => this.count(functionArn, -1);
  }

  private count(functionArn: string, step: 1 | -1): void {
    const running = (this.running.get(functionArn) ?? 0) + step;
    this.total += step;
    if (running > 0) this.running.set(functionArn, running);
    else this.running.delete(functionArn);
  }
}
