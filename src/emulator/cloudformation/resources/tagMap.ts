import type { Properties } from '../stack';

/** `Tags: [{ Key, Value }]` -> `{ key: value }` */
export function tagMap({ Tags }: Properties): Record<string, string> {
  const tags = (Tags as { Key: string; Value: string }[] | undefined) ?? [];
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, String(Value)]));
}
