import { isDeepStrictEqual } from 'node:util';
import type { FaultRule } from './rule';

/** Equality as the Chaos API has it for DELETE: every field, in whatever order. */
export const sameRule = (a: FaultRule, b: FaultRule): boolean => isDeepStrictEqual(a, b);
