import { describeError } from '../core/faults/errorPresets';
import type { RuleView } from '../core/faults/faultsState';
import { table } from './table';

const header = ['#', 'region', 'service', 'operation', 'probability', 'answers', 'fired', 'set by', 'until'];

/** Rules for people, in the order they are tried. */
export const rulesTable = (rules: readonly RuleView[]): string => table(header, rules.map(row));

const row = ({ rule, index, hits, endsAt }: RuleView): string[] => [
  String(index),
  rule.region ?? 'all',
  rule.service ?? 'all',
  rule.operation ?? 'all',
  String(rule.probability ?? 1),
  describeError(rule),
  hits === undefined ? '' : String(hits),
  rule.description?.split(' ')[0] ?? '',
  endsAt === undefined ? '' : new Date(endsAt).toISOString(),
];
