import type { RuleView } from '../core/faults/faultsState';

/** Says of the rules that are not tried why that is, a line for each rule that keeps others from it. */
export const shadowText = (rules: readonly RuleView[]): string => {
  const shadowed = new Map<number, number[]>();
  for (const { index, shadowedBy } of rules) {
    if (shadowedBy !== undefined) shadowed.set(shadowedBy, [...(shadowed.get(shadowedBy) ?? []), index]);
  }
  return [...shadowed].map(([first, others]) => lineOf(first, others)).join('\n');
};

const lineOf = (first: number, others: readonly number[]): string => {
  const [subject, they] =
    others.length === 1 ? [`Rule ${others} is`, 'it fits'] : [`Rules ${listed(others)} are`, 'they fit'];
  return `${subject} not tried: rule ${first} comes first and fits all that ${they}.`;
};

const listed = (indexes: readonly number[]): string =>
  `${indexes.slice(0, -1).join(', ')} and ${indexes.at(-1)}`;
