import { describeScope } from '../core/faults/faultScope';
import type { HaltReport } from '../core/faults/faultsState';
import { describeError } from '../views/faults/faultText';

/** What Halt All has done, and what it left alone. `loaded`: on how many endpoints it ended load; `cancelled`: experiments. */
export const haltMessage = (
  { removedRules, clearedLatency, remaining }: HaltReport,
  loaded: number,
  cancelled: readonly string[] = [],
): string =>
  [done(removedRules, clearedLatency), unloaded(loaded), ended(cancelled), left(remaining)]
    .filter(Boolean)
    .join(' ');

const unloaded = (count: number): string =>
  count === 0 ? '' : `The load on ${count === 1 ? 'an endpoint' : `${count} endpoints`} has ended.`;

const ended = (titles: readonly string[]): string =>
  titles.length === 0 ? '' : `Cancelled: ${titles.join(', ')}.`;

const done = (rules: number, latency: boolean): string => {
  const gone = [
    rules === 0 ? '' : `${rules} ${rules === 1 ? 'fault' : 'faults'}`,
    latency ? 'the latency' : '',
  ].filter(Boolean);
  return gone.length === 0
    ? 'No fault of Chaos Lab was active.'
    : `Halted: ${gone.join(' and ')} taken back.`;
};

const left = (remaining: HaltReport['remaining']): string => {
  if (remaining.length === 0) return '';
  const named = remaining.slice(0, 3).map((rule) => `${describeScope(rule)} (${describeError(rule)})`);
  const more = remaining.length > 3 ? [`${remaining.length - 3} more`] : [];
  return `Still active, set by others: ${[...named, ...more].join(', ')}.`;
};
