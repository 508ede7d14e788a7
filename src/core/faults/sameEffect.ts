import { type FaultRule, outcomeOf } from './rule';
import { sameRule } from './ruleValidation';

/** Whether two rules do the same under the same description: one may leave out what is the default. */
export const sameEffect = (a: FaultRule, b: FaultRule): boolean => sameRule(withDefaults(a), withDefaults(b));

/** The defaults of the Chaos API. */
const withDefaults = (rule: FaultRule): FaultRule => ({
  ...rule,
  probability: rule.probability ?? 1,
  ...(outcomeOf(rule) === 'error' && {
    error: {
      ...rule.error,
      statusCode: rule.error?.statusCode ?? 503,
      code: rule.error?.code ?? 'ServiceUnavailable',
    },
  }),
});
