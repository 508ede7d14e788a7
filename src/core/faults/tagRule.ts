import { checkRule } from './checkRule';
import type { FaultRule } from './rule';
import { formatTag, parseTag, type Tag } from './tag';

/**
 * The rule with this owner's tag, whoever's it had before; what its description says stays as text. Throws a
 * `HumanError` when it is no rule.
 */
export const tagRule = (rule: FaultRule, { owner, endsAt }: Omit<Tag, 'text'>): FaultRule => {
  const { description, ...rest } = rule;
  const before = parseTag(description);
  const text = before ? before.text : description;
  const tag = { owner, ...(endsAt !== undefined && { endsAt }), ...(text && { text }) };
  const tagged = { ...rest, description: formatTag(tag) };
  checkRule(tagged);
  return tagged;
};
