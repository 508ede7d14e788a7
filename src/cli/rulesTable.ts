import { describeError } from '../core/faults/errorPresets';
import type { RuleView } from '../core/faults/faultsState';
import { table } from './table';

const header = ['#', 'region', 'service', 'operation', 'probability', 'answers', 'fired', 'set by', 'until'];

/** Rules for people, in the order they are tried. */
export const rulesTable = (rules: readonly RuleView[]): string => table(header, rules.map(row));

const row = ({ rule, index, hits, matches, endsAt, overAt }: RuleView): string[] => [
  String(index),
  rule.region ?? 'all',
  rule.service ?? 'all',
  rule.operation ?? 'all',
  String(rule.probability ?? 1),
  describeError(rule),
  firedText(hits, matches),
  rule.description?.split(' ')[0] ?? '',
  untilText([endsAt, overAt].filter((at) => at !== undefined)),
];

/** `3`, or `3 of 5` when it spared some of the calls that it fits. */
export const firedText = (hits?: number, matches = hits): string => {
  if (hits === undefined) return '';
  return hits === matches ? String(hits) : `${hits} of ${matches}`;
};

const untilText = (ends: readonly number[]): string =>
  ends.length === 0 ? '' : new Date(Math.min(...ends)).toISOString();
