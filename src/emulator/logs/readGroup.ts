import type { Input } from '../service';
import type { LogGroup } from './logGroup';
import type { LogGroupTable } from './logGroupTable';
import { invalidParameter } from './logsErrors';
import { optionalText, readInput } from './readInput';

/** The group an operation that reads is about: by name, or by identifier, which is a name or an ARN. */
export function readGroup(table: LogGroupTable, region: string, input: Input): LogGroup {
  const names = readInput({ logGroupName: optionalText, logGroupIdentifier: optionalText }, input);
  const name = names.logGroupName ?? names.logGroupIdentifier;
  if (name === undefined) throw invalidParameter('Either logGroupName or logGroupIdentifier is required.');
  return table.get(region, groupNameOf(name));
}

/** `arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/hello:*` -> `/aws/lambda/hello` */
export const groupNameOf = (nameOrArn: string): string =>
  /^arn:[^:]+:logs:[^:]*:\d*:log-group:([^:]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;
