import type { Operation } from '../service';
import type { Tag } from './role';
import type { RoleTable } from './roleTable';

export const roleTags = (table: RoleTable): Record<string, Operation> => ({
  TagRole: (input) => {
    const role = table.named(input);
    const added = (input.Tags as Tag[] | undefined) ?? [];
    const kept = role.Tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key));
    return table.update(role, { Tags: [...kept, ...added] });
  },
  UntagRole: (input) => {
    const role = table.named(input);
    const keys = (input.TagKeys as string[] | undefined) ?? [];
    return table.update(role, { Tags: role.Tags.filter(({ Key }) => !keys.includes(Key)) });
  },
  ListRoleTags: (input) => ({ body: { Tags: table.named(input).Tags, IsTruncated: false } }),
});
