import { validationError } from '../validationError';
import { isObject } from './template';

/** Finds a condition's value by name; each is worked out when it is first asked for. */
export function conditionValues(
  declared: Readonly<Record<string, unknown>>,
  evaluate: (value: unknown) => unknown,
): (name: string) => boolean {
  const known = new Map<string, boolean>();
  const underWay = new Set<string>();
  const holds = (name: string): boolean => {
    const value = known.get(name);
    if (value !== undefined) return value;
    if (!Object.hasOwn(declared, name))
      throw validationError(`Template format error: Unresolved condition ${name}.`);
    if (underWay.has(name))
      throw validationError(`Template error: Found circular condition dependency on ${name}`);
    underWay.add(name);
    const result = holdsTrue(declared[name], { holds, evaluate });
    known.set(name, result);
    return result;
  };
  return holds;
}

interface ConditionScope {
  readonly holds: (name: string) => boolean;
  readonly evaluate: (value: unknown) => unknown;
}

function holdsTrue(condition: unknown, scope: ConditionScope): boolean {
  const [name, argument] = isObject(condition) ? (Object.entries(condition)[0] ?? []) : [];
  const inner = (): boolean[] => [argument].flat().map((part) => holdsTrue(part, scope));
  switch (name) {
    case 'Condition':
      return scope.holds(String(argument));
    case 'Fn::And':
      return inner().every(Boolean);
    case 'Fn::Or':
      return inner().some(Boolean);
    case 'Fn::Not':
      return !inner()[0];
    case 'Fn::Equals':
      return areEqual(argument, scope);
    default:
      throw validationError(
        'Template error: every condition must be one of Condition, Fn::And, Fn::Or, Fn::Not, Fn::Equals',
      );
  }
}

function areEqual(argument: unknown, { evaluate }: ConditionScope): boolean {
  if (!Array.isArray(argument) || argument.length !== 2) {
    throw validationError('Template error: every Fn::Equals object requires a list of two parameters');
  }
  const [left, right] = argument.map((side) => JSON.stringify(asText(evaluate(side))));
  return left === right;
}

/** `true` and `"true"` are equal in a template. */
const asText = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
