// The engine of the benchmark, a process of its own: the real gateway with its rules, leases and events, in front of
// APIs that cost next to nothing, and with traffic that is only told of.
import { embeddedBackend } from '../../../src/gateway/embeddedBackend';
import { EventHub } from '../../../src/gateway/events/eventHub';
import { createGateway } from '../../../src/gateway/gateway';
import { BigApi } from './bigApi';
import { Traffic } from './traffic';

export interface EngineCounts {
  /** Probes that were answered. */
  readonly probes: number;
  /** Events that were told to those who listened. */
  readonly events: number;
  readonly listeners: number;
}

const [endpoints, eventsPerSecond] = process.argv.slice(2).map(Number);

const begin = async (): Promise<void> => {
  const aws = new BigApi(endpoints ?? 0);
  const events = new EventHub();
  const gateway = createGateway({
    backend: embeddedBackend(aws),
    events,
    region: 'us-east-1',
    version: 'bench',
    report: (line) => process.stderr.write(`${line}\n`),
  });
  const port = await gateway.listen(0, '127.0.0.1');
  let told = 0;
  events.subscribe(() => {
    if (events.size > 1) told += 1; // somebody besides us
  });
  new Traffic(eventsPerSecond ?? 0, (event) => {
    if (events.isWanted()) events.publish(event);
  });
  process.on('message', () =>
    process.send?.({ probes: aws.answered, events: told, listeners: events.size - 1 } satisfies EngineCounts),
  );
  process.on('disconnect', () => process.exit(0)); // with whoever started it
  process.send?.({ port });
};

void begin();
