import { type KnownToken, tokenVariable } from '../extension/engine/localStackToken';

export type TokenAnswer = { readonly store: string } | 'remove';

/** What to tell once it is done; `now` is the token that counts by then. */
export const tokenMessage = (answer: TokenAnswer, now: KnownToken['source'] | undefined): string => {
  if (answer !== 'remove') return 'The LocalStack token is stored. It counts from the next start on.';
  return now === 'environment'
    ? `The stored token is removed. ${tokenVariable} of the environment counts now.`
    : 'The stored token is removed. LocalStack starts without one now.';
};
