import { canonicalRule, type FaultRule, InvalidRulesError, parseExtendedRules } from '../../../faults/rule';
import { parseTag } from '../../../faults/tag';
import type { FaultsLine, LogHeader } from '../chaoslog';

/** The faults that were set by whoever recorded, from a moment on. */
export interface FaultState {
  /** Unix ms. */
  readonly at: number;
  /** In their order, without descriptions. */
  readonly rules: readonly FaultRule[];
  readonly latencyMs: number;
}

/**
 * The states one after the other, each different from the one before. Rules of others are left out, and what is no
 * rule; a latency has no owner, and counts.
 */
export const ownFaultStates = (
  { owner }: Pick<LogHeader, 'owner'>,
  changes: readonly FaultsLine[],
): FaultState[] => {
  const states = changes.map(({ at, rules, latencyMs }) => ({
    at,
    latencyMs,
    rules: distinct(rules.filter((rule) => isOwn(rule, owner) && isRule(rule)).map(withoutDescription)),
  }));
  return states.filter((state, index) => !sameFaults(state, states[index - 1] ?? noFaults));
};

/** Of a recording that does not say who made it, the rules of every Chaos Lab count. */
const isOwn = ({ description }: FaultRule, owner: string | undefined): boolean => {
  const tag = parseTag(description);
  return tag !== undefined && (owner === undefined || tag.owner === owner);
};

/** Whose a rule is and when it ends makes no difference to what it does. */
const withoutDescription = ({ description, ...rule }: FaultRule): FaultRule => rule;

const distinct = (rules: readonly FaultRule[]): FaultRule[] => [
  ...new Map(rules.map((rule) => [canonicalRule(rule), rule])).values(),
];

/** A recording may have been written by anybody. */
const isRule = (rule: FaultRule): boolean => {
  try {
    return parseExtendedRules([rule]).length === 1;
  } catch (error) {
    if (error instanceof InvalidRulesError) return false;
    throw error;
  }
};

type Faults = Pick<FaultState, 'rules' | 'latencyMs'>;

export const noFaults: Faults = { rules: [], latencyMs: 0 };

export const inForce = ({ rules, latencyMs }: Faults): boolean => rules.length > 0 || latencyMs > 0;

/** Whether there was a fault at that moment, Unix ms. */
export const faultyAt = (states: readonly FaultState[], at: number): boolean =>
  inForce(states.findLast((state) => state.at <= at) ?? noFaults);

const sameFaults = (a: Faults, b: Faults): boolean =>
  a.latencyMs === b.latencyMs && JSON.stringify(a.rules) === JSON.stringify(b.rules);
