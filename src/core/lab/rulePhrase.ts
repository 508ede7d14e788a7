import { describeTime } from '../faults/describeEffect';
import { describeError } from '../faults/errorPresets';
import { type ExtendedRule, type FaultRule, outcomeOf } from '../faults/rule';
import { code, type Phrase } from './sentence';

/** What a rule does, after its name: `answers 503 ServiceUnavailable`, `cuts the connection instead of an answer`. */
export const rulePhrase = (rule: FaultRule): Phrase[] => {
  const { timeout }: ExtendedRule = rule;
  switch (outcomeOf(rule)) {
    case 'error':
    case 'pass':
      return ['answers ', code(describeError(rule))];
    case 'reset':
      return ['cuts the connection instead of an answer'];
    case 'timeout':
      return [`gives no answer for ${describeTime(timeout?.ms ?? 0)}`];
  }
};
