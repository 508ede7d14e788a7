import type { RuleView } from './faultsState';
import type { FaultRule } from './rule';

/**
 * The mark of a Chaos Lab client in a rule's `description`: `chaos-lab:{owner}`, then, after a space, free text.
 * A rule with an end carries it first in that text, so that it survives the client: `until 2026-11-23T04:31:00.000Z`.
 */
export interface Tag {
  readonly owner: string;
  /** Unix ms at which the rule is to be taken back. */
  readonly endsAt?: number;
  readonly text?: string;
}

const tagPattern = /^chaos-lab:([A-Za-z0-9-]{3,64})(?: ([\s\S]*))?$/;
const untilPattern = /^until (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)(?: ([\s\S]*))?$/;

export const isOwner = (owner: string): boolean => /^[A-Za-z0-9-]{3,64}$/.test(owner);

/** The description to put on a rule. */
export const formatTag = (tag: Tag): string =>
  [
    `chaos-lab:${tag.owner}`,
    tag.endsAt === undefined ? '' : `until ${new Date(tag.endsAt).toISOString()}`,
    tag.text ?? '',
  ]
    .filter(Boolean)
    .join(' ');

/** Undefined when the description is not a Chaos Lab client's. */
export const parseTag = (description: string | undefined): Tag | undefined => {
  const [, owner, rest] = tagPattern.exec(description ?? '') ?? [];
  if (owner === undefined) return undefined;
  const [, until, text] = untilPattern.exec(rest ?? '') ?? [];
  const endsAt = Date.parse(until ?? '');
  return Number.isNaN(endsAt) ? { owner, ...named('text', rest) } : { owner, endsAt, ...named('text', text) };
};

/** Whose rule this is, seen by `owner`. */
export const ownerOf = (rule: FaultRule, owner: string): RuleView['owner'] => {
  const tag = parseTag(rule.description);
  if (!tag) return 'foreign';
  return tag.owner === owner ? 'ours' : 'lab';
};

const named = (name: 'text', value: string | undefined) => (value ? { [name]: value } : {});
