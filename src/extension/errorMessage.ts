import { isHumanError } from '../core/errors';
import { splitReason } from '../views/failureText';

/** What a person reads of an error: its own words when it was written for people, else where to look. */
export const errorMessage = (purpose: string, error: unknown): string =>
  isHumanError(error)
    ? splitReason(error.message).sentence
    : `Could not ${purpose}. Open the log for what happened.`;
