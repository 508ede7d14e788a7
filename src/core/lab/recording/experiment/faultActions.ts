import type { Action } from '../../../experiments/actions/activity';
import { setFaults, setLatency, takeBackFaults } from '../../../experiments/actions/chaosActions';
import { canonicalRule, type FaultRule, sameRule } from '../../../faults/rule';
import { type FaultState, noFaults } from './ownFaultStates';

/** The actions that make each state out of the one before it. */
export const methodOf = (states: readonly FaultState[], endsAt: number): Action[] =>
  states.flatMap((state, index) => {
    const actions = change(states[index - 1] ?? noFaults, state);
    const seconds = pauseSeconds((states[index + 1]?.at ?? endsAt) - state.at);
    const last = actions.at(-1);
    return last && seconds > 0 ? [...actions.slice(0, -1), { ...last, pauses: { after: seconds } }] : actions;
  });

/** Takes back all that the method may have set. */
export const rollbacksOf = (states: readonly FaultState[]): Action[] => {
  const rules = new Map(states.flatMap((state) => state.rules.map((rule) => [canonicalRule(rule), rule])));
  const delayed = states.some(({ latencyMs }) => latencyMs > 0);
  return [...takeBackFaults([...rules.values()]), ...(delayed ? [setLatency(0)] : [])];
};

/** A person who thinks, or talks, is no part of the experiment. */
export const longestPauseSeconds = 60;

/** Full seconds, but for what is shorter. */
const pauseSeconds = (ms: number): number => {
  const seconds = Math.max(0, ms) / 1000;
  return Math.min(longestPauseSeconds, seconds < 1 ? Math.round(seconds * 10) / 10 : Math.round(seconds));
};

/** How many pauses are shorter than they were. */
export const shortenedPauses = (states: readonly FaultState[], endsAt: number): number =>
  states.filter(({ at }, index) => (states[index + 1]?.at ?? endsAt) - at > longestPauseSeconds * 1000)
    .length;

type Faults = Pick<FaultState, 'rules' | 'latencyMs'>;

/** Removal comes first: a rule that only moved is taken back and set anew. */
const change = (before: Faults, after: Faults): Action[] => {
  const kept = keptRules(before.rules, after.rules);
  const removed = before.rules.filter((rule) => !kept.includes(rule));
  return [
    ...takeBackFaults(removed),
    ...setFaults(after.rules.slice(kept.length)),
    ...(before.latencyMs === after.latencyMs ? [] : [setLatency(after.latencyMs)]),
  ];
};

/** New rules are appended: only what the list begins with can stay, and only in its order. */
const keptRules = (before: readonly FaultRule[], after: readonly FaultRule[]): FaultRule[] => {
  const kept: FaultRule[] = [];
  let from = 0;
  for (const rule of after) {
    const found = before.findIndex((each, index) => index >= from && sameRule(each, rule));
    if (found < 0) break;
    kept.push(before[found] as FaultRule);
    from = found + 1;
  }
  return kept;
};
