import { type Disposable, toDisposable } from './disposable';

/** Time, as core uses it: the system's, or one that a test moves by hand. */
export interface Clock {
  /** Unix ms. */
  now(): number;
  /** Calls `work` once after `delayMs`, unless disposed of before. */
  after(delayMs: number, work: () => void): Disposable;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs);
    return toDisposable(() => clearTimeout(timer));
  },
};
