import type { CallIdentity } from '../../aws/awsCall';
import type { FaultRule } from '../../core/faults/rule';

/** Finds the position of the first rule that fits a call. */
export type RuleIndex = (call: CallIdentity) => number | undefined;

/**
 * A rule names or leaves open each of service, operation and region: eight kinds. A call is looked up once for each
 * kind, so that the cost does not grow with the number of rules.
 */
export function indexRules(rules: readonly FaultRule[]): RuleIndex {
  const first = new Map<string, number>();
  for (const [index, { service, operation, region }] of rules.entries()) {
    const key = keyOf(service, operation, region);
    if (!first.has(key)) first.set(key, index);
  }
  if (first.size === 0) return () => undefined;
  return (call) => {
    const found = keysOf(call).flatMap((key) => first.get(key) ?? []);
    return found.length === 0 ? undefined : Math.min(...found);
  };
}

const keysOf = ({ service, operation, region }: CallIdentity): string[] =>
  [service, undefined].flatMap((s) =>
    [operation, undefined].flatMap((o) => [keyOf(s, o, region), keyOf(s, o, undefined)]),
  );

/** "*" stands in no name. */
const keyOf = (service = '*', operation = '*', region = '*'): string => `${service} ${operation} ${region}`;
