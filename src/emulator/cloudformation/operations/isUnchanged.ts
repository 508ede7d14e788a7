import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../execution/change';
import type { Stack } from '../stack';
import { parseTemplate } from '../template/parseTemplate';

/** True when a change asks for what the stack already is; a failed stack always has something to do. */
export function isUnchanged(stack: Stack, { template, parameters, tags }: Change): boolean {
  if (stack.template === '' || stack.status.endsWith('_FAILED')) return false;
  return (
    isDeepStrictEqual(parseTemplate(stack.template), template) &&
    isDeepStrictEqual(stack.parameters, parameters) &&
    isDeepStrictEqual(stack.tags, tags)
  );
}

export const NO_UPDATES = 'No updates are to be performed.';
