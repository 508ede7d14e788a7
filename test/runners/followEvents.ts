import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { formatEvent, parseEvents } from './testEvent.mjs';

const pollMs = 250;

/**
 * Prints what a run in another process reports, as it comes.
 *
 * @returns prints what is left, and ends
 */
export function followEvents(results: string): () => Promise<void> {
  const stopped = new AbortController();
  let printed = 0;
  const print = async (): Promise<void> => {
    const events = parseEvents(await readFile(results, 'utf8').catch(() => '')); // no event yet
    for (const event of events.slice(printed)) process.stdout.write(formatEvent(event));
    printed = events.length;
  };
  const following = (async () => {
    while (!stopped.signal.aborted) {
      await print();
      await delay(pollMs, undefined, { signal: stopped.signal }).catch(() => undefined); // stopped
    }
    await print();
  })();
  return () => {
    stopped.abort();
    return following;
  };
}
