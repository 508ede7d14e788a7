import type { Endpoint, Sample } from '../endpoints/endpoint';
import type { RuleView } from '../faults/faultsState';
import { outcomeOf } from '../faults/rule';
import { impactOf } from './blastRadius';

/** The rule that kept the engine from answering, which no header can tell; undefined when there was nobody to answer. */
export const silencingRule = (
  rules: readonly RuleView[],
  endpoint: Endpoint,
  { status, error }: Pick<Sample, 'status' | 'error'>,
): RuleView | undefined => {
  if (status !== undefined || error === 'ECONNREFUSED') return undefined;
  const deciding = rules.find(({ rule }) => impactOf(rule, endpoint) === 'gateway');
  const outcome = deciding && outcomeOf(deciding.rule);
  return outcome === 'reset' || outcome === 'timeout' ? deciding : undefined;
};
