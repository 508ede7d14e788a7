import * as v from 'valibot';
import type { Input, Operation } from '../service';
import type { LogGroup } from './logGroup';
import type { LogGroupTable } from './logGroupTable';
import { groupNameOf } from './readGroup';
import { groupName, readInput, tagMap } from './readInput';

const byArn = { resourceArn: v.string() };
const byName = { logGroupName: groupName };

/** Tags of log groups, by ARN and by the older operations that take a name. */
export const tags = (table: LogGroupTable): Record<string, Operation> => {
  const withArn = (region: string, input: Input) =>
    table.get(region, groupNameOf(readInput(byArn, input).resourceArn));
  const withName = (region: string, input: Input) => table.get(region, readInput(byName, input).logGroupName);
  const add = (region: string, group: LogGroup, input: Input) => {
    group.tags = { ...group.tags, ...readInput({ tags: tagMap }, input).tags };
    table.save(region, group);
    return {};
  };
  const remove = (region: string, group: LogGroup, keys: readonly string[]) => {
    group.tags = Object.fromEntries(Object.entries(group.tags).filter(([key]) => !keys.includes(key)));
    table.save(region, group);
    return {};
  };
  const keyList = v.array(v.string());
  return {
    ListTagsForResource: (input, { region }) => ({ body: { tags: withArn(region, input).tags } }),
    TagResource: (input, { region }) => add(region, withArn(region, input), input),
    UntagResource: (input, { region }) =>
      remove(region, withArn(region, input), readInput({ tagKeys: keyList }, input).tagKeys),
    ListTagsLogGroup: (input, { region }) => ({ body: { tags: withName(region, input).tags } }),
    TagLogGroup: (input, { region }) => add(region, withName(region, input), input),
    UntagLogGroup: (input, { region }) =>
      remove(region, withName(region, input), readInput({ tags: keyList }, input).tags),
  };
};
