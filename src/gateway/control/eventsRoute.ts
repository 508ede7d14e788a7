import type { ServerResponse } from 'node:http';
import type { EventHub } from '../events/eventHub';
import { EventWriter } from '../events/eventWriter';
import type { ControlRoute } from './controlRoute';

const BEAT_MS = 15_000;

/**
 * `/_chaos/events`: a server-sent event for each request that crosses from now on, or, with `Last-Event-ID`, that has
 * crossed since that one.
 */
export const eventsRoute = (events: EventHub): ControlRoute => ({
  path: '/_chaos/events',
  methods: {
    GET: ({ headers }) => ({ live: (response) => streamEvents(events, response, headers['last-event-id']) }),
  },
});

function streamEvents(events: EventHub, response: ServerResponse, lastId: string | undefined): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': events follow\n\n');
  const writer = new EventWriter(response, events, events.positionAfter(lastId));
  const unsubscribe = events.subscribe(() => writer.wake());
  writer.wake();
  const beat = setInterval(() => writer.beat(), BEAT_MS);
  response.once('close', () => {
    clearInterval(beat);
    unsubscribe();
  });
}
