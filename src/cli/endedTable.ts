import { describeError } from '../core/faults/errorPresets';
import type { EndedRule } from '../core/http/wire';
import { firedText } from './rulesTable';
import { table } from './table';

const header = ['ended', 'region', 'service', 'operation', 'answered', 'fired', 'by'];

/** Rules that ended by themselves, for people. */
export const endedTable = (ended: readonly EndedRule[]): string => table(header, ended.map(row));

const row = ({ rule, hits, matches, by, endedAt }: EndedRule): string[] => [
  new Date(endedAt).toISOString(),
  rule.region ?? 'all',
  rule.service ?? 'all',
  rule.operation ?? 'all',
  describeError(rule),
  firedText(hits, matches),
  reasons[by] ?? by,
];

const reasons: Readonly<Record<string, string>> = { count: 'count used up', durationMs: 'time is over' };
