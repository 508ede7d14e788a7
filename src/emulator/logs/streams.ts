import * as v from 'valibot';
import type { Operation } from '../service';
import { groupArn } from './groups';
import { addStream, findStream, type LogStream } from './logGroup';
import type { LogGroupTable } from './logGroupTable';
import { alreadyExists, invalidParameter } from './logsErrors';
import { readGroup } from './readGroup';
import { groupName, limitUpTo, optionalFlag, optionalText, readInput, streamName } from './readInput';

export const streams = (table: LogGroupTable): Record<string, Operation> => ({
  CreateLogStream: (input, { region }) => {
    const { logGroupName, logStreamName } = readInput(ONE_STREAM, input);
    const group = table.get(region, logGroupName);
    if (findStream(group, logStreamName)) throw alreadyExists('The specified log stream already exists');
    addStream(group, logStreamName);
    table.save(region, group);
    return {};
  },
  DeleteLogStream: (input, { region }) => {
    const { logGroupName, logStreamName } = readInput(ONE_STREAM, input);
    table.deleteStream(region, table.get(region, logGroupName), logStreamName);
    return {};
  },
  DescribeLogStreams: (input, { region, accountId }) => {
    const group = readGroup(table, region, input);
    const { logStreamNamePrefix = '', orderBy, descending, limit, nextToken } = readInput(LISTING, input);
    if (orderBy === 'LastEventTime' && logStreamNamePrefix !== '') {
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    }
    const sorted = group.streams
      .filter(({ name }) => name.startsWith(logStreamNamePrefix))
      .sort(orderBy === 'LastEventTime' ? byLastEvent : byName);
    if (descending) sorted.reverse();
    const start = nextToken === undefined ? 0 : sorted.findIndex(({ name }) => name === nextToken) + 1;
    const page = sorted.slice(start, start + limit);
    const arn = groupArn(region, accountId, group.name);
    return {
      body: {
        logStreams: page.map((stream) => describeStream(arn, stream)),
        ...(start + limit < sorted.length && { nextToken: page.at(-1)?.name }),
      },
    };
  },
});

const ONE_STREAM = { logGroupName: groupName, logStreamName: streamName };

const LISTING = {
  logStreamNamePrefix: optionalText,
  orderBy: v.optional(v.picklist(['LogStreamName', 'LastEventTime'])),
  descending: optionalFlag,
  limit: limitUpTo(50),
  nextToken: optionalText,
};

const byName = (a: LogStream, b: LogStream): number => (a.name < b.name ? -1 : 1);

const byLastEvent = (a: LogStream, b: LogStream): number =>
  (a.lastEventAt ?? a.createdAt) - (b.lastEventAt ?? b.createdAt) || byName(a, b);

function describeStream(groupArn: string, stream: LogStream): Record<string, unknown> {
  const { name, createdAt, firstEventAt, lastEventAt, lastIngestedAt } = stream;
  return {
    logStreamName: name,
    arn: `${groupArn}:log-stream:${name}`,
    creationTime: createdAt,
    ...(firstEventAt !== undefined && {
      firstEventTimestamp: firstEventAt,
      lastEventTimestamp: lastEventAt,
      lastIngestionTime: lastIngestedAt,
      uploadSequenceToken: '1',
    }),
    storedBytes: 0,
  };
}
