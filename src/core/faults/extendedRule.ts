import type { FaultRule } from './rule';

/**
 * What the engine of Chaos Lab takes beyond LocalStack (docs/chaos-api.md). Without `error`, a rule that has `latency`
 * delays what fits and lets it pass; `error`, `reset` and `timeout` exclude each other, `timeout` and `latency` too.
 */
export interface ExtendedRule extends FaultRule {
  /** Waits before it does what else it does. */
  readonly latency?: Latency;
  /** The connection is cut, without an answer. */
  readonly reset?: true;
  /** No answer; the connection is closed after `ms`. */
  readonly timeout?: { readonly ms: number };
  /** The rule ends by itself after so many calls that it fitted, fired or not. */
  readonly count?: number;
  /** The rule ends by itself so long after it was set. */
  readonly durationMs?: number;
}

/** Milliseconds, drawn anew for each call, never below `min` (0) nor above `max` (`longestWaitMs`). */
export type Latency =
  | { readonly distribution?: 'uniform'; readonly min: number; readonly max: number }
  | ({ readonly distribution: 'normal'; readonly mean: number; readonly deviation: number } & Clip)
  /** `sigma` is the deviation of the natural logarithm. */
  | ({ readonly distribution: 'lognormal'; readonly median: number; readonly sigma: number } & Clip);

interface Clip {
  readonly min?: number;
  readonly max?: number;
}

/** The fields that LocalStack would refuse. */
export const ruleExtensions = ['latency', 'reset', 'timeout', 'count', 'durationMs'] as const;

export type RuleExtension = (typeof ruleExtensions)[number];

/** As long as a Lambda function may run: nobody waits longer for an answer. */
export const longestWaitMs = 900_000;

/**
 * What becomes of a call under a rule: it passes (late), it gets the rule's error, its connection is cut, or it is never
 * answered and its connection is closed.
 */
export type RuleOutcome = 'pass' | 'error' | 'reset' | 'timeout';

/** A rule that says nothing of an end fails what fits, as LocalStack's do; one that delays is content with that. */
export const outcomeOf = ({ reset, timeout, latency, error }: ExtendedRule): RuleOutcome => {
  if (reset) return 'reset';
  if (timeout) return 'timeout';
  return latency && !error ? 'pass' : 'error';
};

/** Its going is what it was set for. */
export const endsByItself = ({ count, durationMs }: ExtendedRule): boolean =>
  count !== undefined || durationMs !== undefined;
