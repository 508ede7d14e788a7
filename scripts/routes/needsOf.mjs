// @ts-check
/** @import { Member } from './smithySchema.mjs' */

/** What a request must carry besides method and path to be this operation. @param {Member[]} members */
export function needsOf(members) {
  const needed = members.filter(
    ({ required, traits }) => required && (traits.httpQuery || traits.httpHeader),
  );
  const needs = needed.map(({ traits }) =>
    traits.httpQuery ? `?${traits.httpQuery}` : traits.httpHeader.toLowerCase(),
  );
  return needs.length > 0 ? needs : undefined;
}
