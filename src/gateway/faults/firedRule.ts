import type { ExtendedRule } from '../../core/faults/rule';
import { drawLatency } from './drawLatency';

/**
 * What becomes of a call under a rule: it passes (late), it gets the rule's error, its connection is cut, or it is never
 * answered and its connection is closed.
 */
export type Outcome = 'pass' | 'error' | 'reset' | 'timeout';

/** A rule that fires for a call. */
export interface FiredRule {
  /** Position of the rule in the order at that time. */
  readonly index: number;
  readonly rule: ExtendedRule;
  readonly outcome: Outcome;
  /** Before the outcome: to be waited, or, once it is settled, as it was waited. */
  readonly waitMs: number;
}

/** `random` gives numbers from 0 to below 1. */
export const fire = (index: number, rule: ExtendedRule, random: () => number): FiredRule => ({
  index,
  rule,
  outcome: outcomeOf(rule),
  waitMs: rule.timeout?.ms ?? (rule.latency ? drawLatency(rule.latency, random) : 0),
});

/** A rule that says nothing of an end fails what fits, as LocalStack's do; one that delays is content with that. */
const outcomeOf = ({ reset, timeout, latency, error }: ExtendedRule): Outcome => {
  if (reset) return 'reset';
  if (timeout) return 'timeout';
  return latency && !error ? 'pass' : 'error';
};
