/** Time, as the gateway uses it: the system's, or one that a test moves by hand. */
export interface Clock {
  /** Unix ms. */
  now(): number;
  /** Calls `work` once after `delayMs`, unless disposed of before. */
  after(delayMs: number, work: () => void): { dispose(): void };
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs);
    return { dispose: () => clearTimeout(timer) };
  },
};
