import { setTimeout as sleep } from 'node:timers/promises';

const POLL_INTERVAL_MS = 20;

/** For tests: waits until a condition holds. Rejects when it does not within the limit. */
export async function until(what: string, holds: () => boolean, limitMs = 8_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`Waited ${limitMs} ms in vain until ${what}.`);
    await sleep(POLL_INTERVAL_MS);
  }
}
