import * as v from 'valibot';
import { faultRules } from '../http/wire';
import type { FaultsBefore } from './restoreFaults';

/** One line of JSON on a guard's standard input. */
export type GuardOrder =
  /** Nothing is left to take back: end at once. */
  | { readonly clear: true }
  /** The latency is ours if it has one of these values: reset it then. */
  | { readonly latencies: readonly number[] }
  /** Instead of what is tagged: all is taken back that is not in here. */
  | { readonly before: FaultsBefore };

const guardOrder = v.union([
  v.object({ clear: v.literal(true) }),
  v.object({ latencies: v.array(v.number()) }),
  v.object({ before: v.object({ rules: faultRules, latencyMs: v.number() }) }),
]);

/** Undefined for a line that is none. */
export const parseGuardOrder = (line: string): GuardOrder | undefined => {
  try {
    const order = v.safeParse(guardOrder, JSON.parse(line));
    return order.success ? order.output : undefined;
  } catch {
    return undefined; // not JSON: a guard goes on with what it knows
  }
};
