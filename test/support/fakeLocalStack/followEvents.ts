import { get } from 'node:http';
import { createInterface } from 'node:readline';
import type { ChaosEvent } from '../../../src/gateway/events/chaosEvent';

/** Hands on every request that crosses the engine at `port`. Resolves when it follows; call the result to stop. */
export function followEvents(port: number, onEvent: (event: ChaosEvent) => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const sent = get({ host: '127.0.0.1', port, path: '/_chaos/events' }, (response) => {
      const lines = createInterface({ input: response }).on('line', (line) => {
        if (line.startsWith(':')) return resolve(() => sent.destroy());
        if (line.startsWith('data:')) onEvent(JSON.parse(line.slice('data:'.length)) as ChaosEvent);
      });
      for (const stream of [lines, response]) stream.on('error', () => {}); // it was stopped, or the engine ended
    });
    sent.on('error', reject);
  });
}
