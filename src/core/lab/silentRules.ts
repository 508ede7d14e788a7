import { describeScope } from '../faults/faultScope';
import type { RuleView } from '../faults/faultsState';
import { canonicalRule } from '../faults/rule';
import { nearestName } from './nearestName';
import { code, type Sentence } from './sentence';

/** What names there are: services, each with operations of it. */
export type Catalog = Readonly<Record<string, Iterable<string>>>;

/** A rule that no request has fitted for a while. */
export interface SilentRule {
  /** `canonicalRule` of it. */
  readonly key: string;
  readonly sentence: Sentence;
}

/** How long a rule may go without a request before anybody wonders. */
export const silentAfterMs = 10_000;

/**
 * The rules that no request has fitted since they were set, with the name that was probably meant.
 *
 * @param setAt Unix ms at which each rule was seen first, by `canonicalRule`
 * @param catalog asked only when there is such a rule
 */
export const silentRules = (
  rules: readonly RuleView[],
  setAt: ReadonlyMap<string, number>,
  catalog: () => Catalog,
  now: number,
): SilentRule[] =>
  rules.flatMap((view) => {
    const key = canonicalRule(view.rule);
    const since = setAt.get(key) ?? now;
    if (view.matches !== 0 || now - since < silentAfterMs) return [];
    return [{ key, sentence: sentenceOf(view, Math.floor((now - since) / 10_000) * 10, catalog()) }];
  });

const sentenceOf = ({ rule }: RuleView, seconds: number, catalog: Catalog): Sentence => {
  const said: Sentence = [
    'No request has fitted ',
    code(describeScope(rule)),
    ` in ${durationOf(seconds)}. `,
  ];
  const meant = meantName(rule, catalog);
  return meant ? [...said, 'Did you mean ', code(meant), '?'] : [...said, hint];
};

const hint = 'Nothing calls it, or a rule before it decides.';

const durationOf = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;

/** Undefined when the rule's names are known, or near to none that is. */
const meantName = ({ service, operation }: RuleView['rule'], catalog: Catalog): string | undefined => {
  if (service !== undefined && !(service in catalog)) return nearestName(service, Object.keys(catalog));
  if (operation === undefined) return undefined;
  const operations = [
    ...(service === undefined ? Object.values(catalog).flatMap((all) => [...all]) : (catalog[service] ?? [])),
  ];
  return operations.includes(operation) ? undefined : nearestName(operation, operations);
};
