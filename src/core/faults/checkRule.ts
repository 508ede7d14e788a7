import { HumanError } from '../errors';
import { type FaultRule, InvalidRulesError, parseExtendedRules } from './rule';

/** Throws a `HumanError` that names the field when this is no rule: `region: must be letters, digits and "-"`. */
export const checkRule = (rule: FaultRule): void => {
  try {
    parseExtendedRules([rule]);
  } catch (error) {
    if (!(error instanceof InvalidRulesError)) throw error;
    const message = error.message.replace(/^\[0\]: /, 'It ').replace(/^\[0\]\./, '');
    throw new HumanError(`Not a fault rule. ${message}.`, 'usage', { cause: error });
  }
};
