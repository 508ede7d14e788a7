import { type ExtendedRule, outcomeOf, type RuleOutcome } from '../../core/faults/rule';
import { drawLatency } from './drawLatency';

/** A rule that fires for a call. */
export interface FiredRule {
  /** Position of the rule in the order at that time. */
  readonly index: number;
  readonly rule: ExtendedRule;
  readonly outcome: RuleOutcome;
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
