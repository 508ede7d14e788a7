import { countdown } from '../../core/countdown';
import { describeEffect } from '../../core/faults/describeEffect';
import { describeScope } from '../../core/faults/faultScope';
import type { RuleView } from '../../core/faults/faultsState';
import { extensionsOf, type FaultRule } from '../../core/faults/rule';
import { parseTag } from '../../core/faults/tag';

/** `503 · 30 % · 04:31 · hits 18 of 61`, from a log `hits about 18`: what a rule does, and did. */
export const describeRule = (view: RuleView, now: number): string => {
  const { rule, endsAt } = view;
  return [
    describeError(rule),
    rule.probability === undefined || rule.probability === 1 ? '' : percent(rule.probability),
    endsAt === undefined ? '' : countdown(endsAt - now),
    describeHits(view),
  ]
    .filter(Boolean)
    .join(' · ');
};

/** `503`, or with its code when that is not the usual one; `connection cut` and the like where there is none. */
export const describeError = (rule: FaultRule): string => describeEffect(rule, shortError(rule));

const shortError = ({ error }: FaultRule): string =>
  [String(error?.statusCode ?? 503), error?.code === 'ServiceUnavailable' ? '' : (error?.code ?? '')]
    .filter(Boolean)
    .join(' ');

/** Markdown with all that is known of a rule. */
export const ruleTooltip = (view: RuleView, now: number): string => {
  const { rule, index, endsAt, hits } = view;
  const facts = [
    effectOf(rule),
    endsAt === undefined ? 'Stays until it is switched off' : `Ends in ${countdown(endsAt - now)}`,
    hits === undefined ? '' : (describeHits(view) ?? 'no request fitted yet'),
    view.approximate ? "Counted from the emulator's log, which names neither rule nor region" : '',
    `Rule ${index} of the engine: the first that fits decides. ${setBy(view)}`,
  ].filter(Boolean);
  return [`**${describeScope(rule)}**`, facts.map((fact) => `- ${fact}`).join('\n')].join('\n\n');
};

const effectOf = (rule: FaultRule): string => {
  const share = rule.probability ?? 1;
  const whom = share === 1 ? 'every request that fits' : `${percent(share)} of the requests that fit`;
  if (extensionsOf([rule]).length > 0) return `To ${whom}: ${describeError(rule)}`;
  return `Answers \`${rule.error?.statusCode ?? 503} ${rule.error?.code ?? 'ServiceUnavailable'}\` to ${whom}`;
};

/** `Set by chaos-lab cli`, `Set by somebody else`. */
export const setBy = ({ owner, rule }: RuleView): string => {
  if (owner === 'ours') return 'Set by this window.';
  const tag = parseTag(rule.description);
  return tag ? `Set by another Chaos Lab client (\`${tag.owner}\`).` : 'Set by another client.';
};

export const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

const describeHits = ({ hits, matches, approximate }: RuleView): string | undefined => {
  if (!hits && !matches) return undefined;
  if (approximate) return `hits about ${hits ?? 0}`;
  return matches === undefined ? `hits ${hits}` : `hits ${hits ?? 0} of ${matches}`;
};
