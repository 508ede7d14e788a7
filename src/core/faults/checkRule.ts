import { HumanError } from '../errors';
import type { FaultRule } from './rule';
import { InvalidRulesError, parseRules } from './ruleValidation';

/** Throws a `HumanError` that names the field when this is no rule: `region: must be letters, digits and "-"`. */
export const checkRule = (rule: FaultRule): void => {
  try {
    parseRules([rule]);
  } catch (error) {
    if (!(error instanceof InvalidRulesError)) throw error;
    const message = error.message.replace(/^\[0\]\.?/, '').replace(/^: /, '');
    throw new HumanError(`Not a fault rule. ${message}.`, 'usage', { cause: error });
  }
};
