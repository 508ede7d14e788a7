import * as v from 'valibot';
import type { Operation } from '../service';
import { filterPattern } from './filterPattern';
import { type LogEvent, requiredStream } from './logGroup';
import type { LogGroupTable } from './logGroupTable';
import { invalidParameter } from './logsErrors';
import { readGroup } from './readGroup';
import {
  groupName,
  limitUpTo,
  optionalFlag,
  optionalText,
  optionalTime,
  readInput,
  streamName,
} from './readInput';

/** Writing and reading log events. */
export const events = (table: LogGroupTable): Record<string, Operation> => ({
  PutLogEvents: (input, { region }) => {
    const { logGroupName, logStreamName, logEvents } = readInput(WRITE, input);
    const group = table.get(region, logGroupName);
    if (logEvents.some(({ timestamp }, index) => timestamp < (logEvents[index - 1]?.timestamp ?? 0))) {
      throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
    }
    table.write(region, group, requiredStream(group, logStreamName), logEvents);
    return { body: { nextSequenceToken: '1' } };
  },
  GetLogEvents: (input, { region }) => {
    const group = readGroup(table, region, input);
    const query = readInput(READ, input);
    requiredStream(group, query.logStreamName);
    const found = group.events.filter(
      (event) => event.stream === query.logStreamName && isWithin(event, query),
    );
    return { body: readPage(found, query) };
  },
  FilterLogEvents: (input, { region }) => {
    const group = readGroup(table, region, input);
    const query = readInput(FILTER, input);
    const matches = filterPattern(query.filterPattern ?? '');
    const found = group.events.filter(
      (event) => isOf(event, query) && isUntil(event, query) && matches(event.message),
    );
    return { body: filterPage(found, query) };
  },
});

const WRITE = {
  logGroupName: groupName,
  logStreamName: streamName,
  logEvents: v.pipe(
    v.array(v.object({ timestamp: v.number(), message: v.pipe(v.string(), v.minLength(1)) })),
    v.minLength(1),
    v.maxLength(10_000),
  ),
};

const READ = {
  logStreamName: streamName,
  startTime: optionalTime,
  endTime: optionalTime,
  limit: limitUpTo(10_000),
  nextToken: optionalText,
  startFromHead: optionalFlag,
};

const FILTER = {
  logStreamNames: v.optional(v.array(streamName)),
  logStreamNamePrefix: optionalText,
  startTime: optionalTime,
  endTime: optionalTime,
  filterPattern: optionalText,
  limit: limitUpTo(10_000),
  nextToken: optionalText,
};

interface Times {
  readonly startTime?: number;
  readonly endTime?: number;
}

/** GetLogEvents leaves out the end of the interval, FilterLogEvents does not. */
const isWithin = (
  { timestamp }: LogEvent,
  { startTime = 0, endTime = Number.POSITIVE_INFINITY }: Times,
): boolean => timestamp >= startTime && timestamp < endTime;

const isUntil = (
  { timestamp }: LogEvent,
  { startTime = 0, endTime = Number.POSITIVE_INFINITY }: Times,
): boolean => timestamp >= startTime && timestamp <= endTime;

const isOf = (
  { stream }: LogEvent,
  { logStreamNames, logStreamNamePrefix = '' }: { logStreamNames?: string[]; logStreamNamePrefix?: string },
): boolean => stream.startsWith(logStreamNamePrefix) && (logStreamNames?.includes(stream) ?? true);

/**
 * A page of one stream. Tokens name the event they start from: `f/12` reads on after event 12, `b/3` back before
 * event 3. At an end of the stream the same token comes back, as on AWS.
 */
function readPage(
  found: readonly LogEvent[],
  { limit, nextToken, startFromHead }: { limit: number; nextToken?: string; startFromHead: boolean },
): Record<string, unknown> {
  const token = readToken(nextToken);
  const forward = token?.direction === 'f' || (token === undefined && startFromHead);
  const rest = token === undefined ? found : found.filter(({ sequence }) => isBeyond(sequence, token));
  const page = forward ? rest.slice(0, limit) : rest.slice(-limit);
  return {
    events: page.map(({ timestamp, message, ingestedAt }) => ({
      timestamp,
      message,
      ingestionTime: ingestedAt,
    })),
    nextForwardToken: `f/${page.at(-1)?.sequence ?? token?.sequence ?? 0}`,
    nextBackwardToken: `b/${page[0]?.sequence ?? token?.sequence ?? 0}`,
  };
}

interface Token {
  readonly direction: 'f' | 'b';
  readonly sequence: number;
}

function readToken(text: string | undefined): Token | undefined {
  if (text === undefined) return undefined;
  const [, direction, sequence] = /^([fb])\/(\d+)$/.exec(text) ?? [];
  if (!direction) throw invalidParameter('The specified nextToken is invalid.');
  return { direction: direction as Token['direction'], sequence: Number(sequence) };
}

const isBeyond = (sequence: number, token: Token): boolean =>
  token.direction === 'f' ? sequence > token.sequence : sequence < token.sequence;

/** A page of events by time. The token is the time and the sequence of the last event before it. */
function filterPage(
  found: LogEvent[],
  { limit, nextToken }: { limit: number; nextToken?: string },
): Record<string, unknown> {
  const [, time, sequence] = /^(\d+)\/(\d+)$/.exec(nextToken ?? '0/0') ?? [];
  if (time === undefined) throw invalidParameter('The specified nextToken is invalid.');
  const last = { timestamp: Number(time), sequence: Number(sequence) };
  const rest = found.sort(byTime).filter((event) => byTime(event, last) > 0);
  const page = rest.slice(0, limit);
  const end = page.at(-1);
  return {
    events: page.map(describeEvent),
    searchedLogStreams: [],
    ...(end && rest.length > limit && { nextToken: `${end.timestamp}/${end.sequence}` }),
  };
}

type Position = Pick<LogEvent, 'timestamp' | 'sequence'>;

const byTime = (a: Position, b: Position): number => a.timestamp - b.timestamp || a.sequence - b.sequence;

const describeEvent = ({ stream, timestamp, message, ingestedAt, sequence }: LogEvent) => ({
  logStreamName: stream,
  timestamp,
  message,
  ingestionTime: ingestedAt,
  eventId: String(sequence).padStart(56, '0'),
});
