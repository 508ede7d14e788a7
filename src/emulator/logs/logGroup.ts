import type { LogLine } from '../ports';
import { notFound } from './logsErrors';

/** A group with its streams and the latest events of all of them. */
export interface LogGroup {
  readonly name: string;
  /** Unix times in milliseconds, here and below. */
  readonly createdAt: number;
  retentionInDays?: number;
  tags: Readonly<Record<string, string>>;
  readonly streams: LogStream[];
  /** In the order they came in. */
  readonly events: LogEvent[];
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: number;
  firstEventAt?: number;
  lastEventAt?: number;
  lastIngestedAt?: number;
}

export interface LogEvent extends LogLine {
  /** Grows from event to event, in all groups. */
  readonly sequence: number;
  readonly stream: string;
  readonly ingestedAt: number;
}

/** What is kept of a group: enough to read, little enough to hold in memory and to write out now and then. */
const MAX_EVENTS = 5_000;
const MAX_CHARACTERS = 1_000_000;
const MAX_STREAMS = 500;

/** A group may grow this far beyond its limits before it is cut back, so that cutting stays rare. */
const SLACK = 1.2;

/** CloudWatch Logs' own limit of an event, less its overhead. */
const MAX_MESSAGE_CHARACTERS = 262_118;

export function findStream(group: LogGroup, name: string): LogStream | undefined {
  // From the end: the stream written to is nearly always among the latest.
  return group.streams.findLast((stream) => stream.name === name);
}

export const requiredStream = (group: LogGroup, name: string): LogStream =>
  findStream(group, name) ?? notFound('The specified log stream does not exist.');

export function addStream(group: LogGroup, name: string): LogStream {
  const stream: LogStream = { name, createdAt: Date.now() };
  group.streams.push(stream);
  if (group.streams.length > MAX_STREAMS * SLACK) dropOldStreams(group);
  return stream;
}

/** Throws when there is no such stream. */
export function removeStream(group: LogGroup, name: string): void {
  group.streams.splice(group.streams.indexOf(requiredStream(group, name)), 1);
  keepEvents(group, ({ stream }) => stream !== name);
}

/** Gives the number of characters that the group holds more. */
export function addEvents(
  group: LogGroup,
  stream: LogStream,
  lines: readonly LogLine[],
  nextSequence: () => number,
): number {
  const ingestedAt = Date.now();
  let added = 0;
  for (const { timestamp, message } of lines) {
    const text = message.slice(0, MAX_MESSAGE_CHARACTERS);
    group.events.push({
      sequence: nextSequence(),
      stream: stream.name,
      timestamp,
      ingestedAt,
      message: text,
    });
    added += text.length;
    stream.firstEventAt = Math.min(stream.firstEventAt ?? timestamp, timestamp);
    stream.lastEventAt = Math.max(stream.lastEventAt ?? timestamp, timestamp);
  }
  stream.lastIngestedAt = ingestedAt;
  return added;
}

/** How many characters of messages the group holds. */
export const sizeOf = ({ events }: LogGroup): number =>
  events.reduce((sum, { message }) => sum + message.length, 0);

/** Cuts a group back to its limits, oldest events first. `estimate` is at least its size; returns a better one. */
export function trimEvents(group: LogGroup, estimate: number): number {
  if (group.events.length <= MAX_EVENTS * SLACK && estimate <= MAX_CHARACTERS * SLACK) return estimate;
  let remaining = sizeOf(group);
  let dropped = 0;
  while (group.events.length - dropped > MAX_EVENTS || remaining > MAX_CHARACTERS) {
    remaining -= group.events[dropped]?.message.length ?? 0;
    dropped++;
  }
  group.events.splice(0, dropped);
  return remaining;
}

function dropOldStreams(group: LogGroup): void {
  const dropped = new Set(
    group.streams.splice(0, group.streams.length - MAX_STREAMS).map(({ name }) => name),
  );
  keepEvents(group, ({ stream }) => !dropped.has(stream));
}

function keepEvents(group: LogGroup, keep: (event: LogEvent) => boolean): void {
  const kept = group.events.filter(keep);
  group.events.splice(0, group.events.length, ...kept);
}
