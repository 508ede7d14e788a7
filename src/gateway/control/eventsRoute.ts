import type { ServerResponse } from 'node:http';
import type { EventHub } from '../events/eventHub';
import { EventWriter } from '../events/eventWriter';
import type { ControlRoute } from './controlRoute';

const BEAT_MS = 15_000;

/** `/_chaos/events`: a server-sent event for each request that crosses from now on. */
export const eventsRoute = (events: EventHub): ControlRoute => ({
  path: '/_chaos/events',
  methods: { GET: () => ({ live: (response) => streamEvents(events, response) }) },
});

function streamEvents(events: EventHub, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': events follow\n\n');
  const writer = new EventWriter(response);
  const unsubscribe = events.subscribe((event) => writer.write(event));
  const beat = setInterval(() => writer.beat(), BEAT_MS);
  response.once('close', () => {
    clearInterval(beat);
    unsubscribe();
  });
}
