import * as v from 'valibot';
import type { Operation } from '../service';
import { type LogGroup, sizeOf } from './logGroup';
import type { LogGroupTable } from './logGroupTable';
import { invalidParameter } from './logsErrors';
import { groupName, limitUpTo, optionalText, readInput, tagMap } from './readInput';

const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Log groups and their settings. Retention is kept and shown; what is old leaves when the group is full. */
export const groups = (table: LogGroupTable): Record<string, Operation> => ({
  CreateLogGroup: (input, { region }) => {
    const { logGroupName, tags } = readInput({ logGroupName: groupName, tags: tagMap }, input);
    table.create(region, logGroupName, tags);
    return {};
  },
  DeleteLogGroup: (input, { region }) => {
    table.delete(region, readInput({ logGroupName: groupName }, input).logGroupName);
    return {};
  },
  DescribeLogGroups: (input, { region, accountId }) => {
    const { limit, nextToken, ...names } = readInput(
      {
        logGroupNamePrefix: optionalText,
        logGroupNamePattern: optionalText,
        limit: limitUpTo(50),
        nextToken: optionalText,
      },
      input,
    );
    const found = table
      .list(region)
      .filter((group) => isMeant(group, names))
      .filter(({ name }) => nextToken === undefined || name > nextToken);
    const page = found.slice(0, limit);
    return {
      body: {
        logGroups: page.map((group) => describeGroup(groupArn(region, accountId, group.name), group)),
        ...(found.length > limit && { nextToken: page.at(-1)?.name }),
      },
    };
  },
  PutRetentionPolicy: (input, { region }) => {
    const schema = { logGroupName: groupName, retentionInDays: v.number() };
    const { logGroupName, retentionInDays } = readInput(schema, input);
    if (!RETENTION_DAYS.includes(retentionInDays)) {
      throw invalidParameter(
        `1 validation error detected: retentionInDays: ${retentionInDays} is none of ${RETENTION_DAYS.join(', ')}`,
      );
    }
    return setRetention(table, region, logGroupName, retentionInDays);
  },
  DeleteRetentionPolicy: (input, { region }) =>
    setRetention(table, region, readInput({ logGroupName: groupName }, input).logGroupName, undefined),
});

export const groupArn = (region: string, accountId: string, name: string): string =>
  `arn:aws:logs:${region}:${accountId}:log-group:${name}`;

function isMeant(
  { name }: LogGroup,
  {
    logGroupNamePrefix = '',
    logGroupNamePattern = '',
  }: { logGroupNamePrefix?: string; logGroupNamePattern?: string },
): boolean {
  return (
    name.startsWith(logGroupNamePrefix) && name.toLowerCase().includes(logGroupNamePattern.toLowerCase())
  );
}

function describeGroup(arn: string, group: LogGroup): Record<string, unknown> {
  return {
    logGroupName: group.name,
    logGroupArn: arn,
    arn: `${arn}:*`,
    creationTime: group.createdAt,
    ...(group.retentionInDays !== undefined && { retentionInDays: group.retentionInDays }),
    metricFilterCount: 0,
    storedBytes: sizeOf(group),
    logGroupClass: 'STANDARD',
  };
}

function setRetention(table: LogGroupTable, region: string, name: string, days: number | undefined) {
  const group = table.get(region, name);
  group.retentionInDays = days;
  table.save(region, group);
  return {};
}
