/**
 * A fault rule of the Chaos API (LocalStack, `/_localstack/chaos/faults`). Every field is optional; one that is
 * absent matches everything, so `{}` faults every call. Rules are tried in order and the first match decides.
 */
export interface FaultRule {
  readonly region?: string;
  /** botocore's client name: `lambda`, `apigateway`, `stepfunctions`, … */
  readonly service?: string;
  /** As AWS names it: `GetFunction`. */
  readonly operation?: string;
  /** 0 to 1; 1 when absent. */
  readonly probability?: number;
  readonly error?: {
    /** 400 to 599; 503 when absent. */
    readonly statusCode?: number;
    /** `ServiceUnavailable` when absent. */
    readonly code?: string;
  };
  /** Free text without effect; carries the owner tag, `chaos-lab:{owner}`. */
  readonly description?: string;
}

export {
  type ExtendedRule,
  endsByItself,
  type Latency,
  longestWaitMs,
  outcomeOf,
  type RuleExtension,
  type RuleOutcome,
  ruleExtensions,
} from './extendedRule';
export { extensionsOf, parseExtendedRules } from './parseExtendedRules';
export { canonicalRule, InvalidRulesError, parseRules, sameRule } from './ruleValidation';
