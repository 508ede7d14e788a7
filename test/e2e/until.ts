import { setTimeout as pause } from 'node:timers/promises';

/** Asks until there is an answer. Rejects when there is none in time. */
export const until = async <T>(look: () => Promise<T | undefined>, timeoutMs = 20_000): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`It did not happen within ${timeoutMs / 1000} s: ${look}`);
    await pause(100);
  }
};
