import type { CallIdentity } from '../../aws/awsCall';
import type { FaultRule } from '../../core/faults/rule';

/** Finds the position of the first rule that fits a call. */
export type RuleIndex = (call: CallIdentity) => number | undefined;

/** Of the first rule of each kind, by service, operation and region; `any` stands for a field that a rule leaves open. */
type Positions = Map<string, Map<string, Map<string, number>>>;

/** Stands in no name. */
const any = '*';
const none = Number.POSITIVE_INFINITY;

/**
 * A rule names or leaves open each of service, operation and region: eight kinds. A call is looked up once for each
 * kind that there is, so that the cost does not grow with the number of rules; and nothing is allocated for it.
 * Positions without a rule are passed over.
 */
export function indexRules(rules: readonly (FaultRule | undefined)[]): RuleIndex {
  const positions: Positions = new Map();
  for (const [index, rule] of rules.entries()) if (rule) insert(positions, rule, index);
  if (positions.size === 0) return () => undefined;
  return ({ service, operation, region }) => {
    const named = firstOfService(positions.get(service), operation, region);
    const open = firstOfService(positions.get(any), operation, region);
    const first = Math.min(named, open);
    return first === none ? undefined : first;
  };
}

/** Position of the first rule that fits whatever this one fits. */
export const firstThatCovers = (
  find: RuleIndex,
  { service = any, operation = any, region = any }: FaultRule,
): number | undefined => find({ service, operation, region });

function insert(
  positions: Positions,
  { service = any, operation = any, region = any }: FaultRule,
  index: number,
) {
  const operations = positions.get(service) ?? new Map<string, Map<string, number>>();
  const regions = operations.get(operation) ?? new Map<string, number>();
  positions.set(service, operations);
  operations.set(operation, regions);
  if (!regions.has(region)) regions.set(region, index);
}

function firstOfService(
  operations: Map<string, Map<string, number>> | undefined,
  operation: string,
  region: string,
): number {
  if (operations === undefined) return none;
  return Math.min(
    firstOfOperation(operations.get(operation), region),
    firstOfOperation(operations.get(any), region),
  );
}

const firstOfOperation = (regions: Map<string, number> | undefined, region: string): number =>
  regions === undefined ? none : Math.min(regions.get(region) ?? none, regions.get(any) ?? none);
