import type { FullActivity, Tolerance, ToleranceRule } from '../../format/experiment';
import { PythonRegexError, pythonRegex } from '../../format/pythonRegex';
import { JsonPathError } from '../../jsonPath/jsonPath';
import { ActivityFailed } from '../activityFailed';
import { TooDeepError } from '../parseJson';
import { isEqual } from './isEqual';
import { queryJson } from './queryJson';
import { ToleranceError } from './toleranceError';

export interface ToleranceContext {
  readonly substitute: (value: unknown) => unknown;
  /** Runs a probe that judges, and gives what it has found. */
  readonly run: (probe: FullActivity) => Promise<unknown>;
  readonly warn: (message: string) => void;
}

/**
 * Whether what a probe has found is as it has to be. Rejects with a `ToleranceError` when that cannot be told, and for an
 * abort.
 */
export const withinTolerance = async (
  tolerance: Tolerance,
  value: unknown,
  context: ToleranceContext,
): Promise<boolean> => {
  if (typeof tolerance === 'string') {
    const meant = context.substitute(tolerance) as Tolerance; // of any kind, when it is a variable
    return typeof meant === 'string' ? isEqual(value, meant) : withinTolerance(meant, value, context);
  }
  if (tolerance === null) return false;
  if (typeof tolerance === 'boolean' || typeof tolerance === 'number' || isList(tolerance))
    return withinValues(tolerance, value);
  return withinRule(tolerance, value, context);
};

/** Of a tolerance that needs nothing but the value: neither variables nor another probe. */
export const withinValues = (tolerance: boolean | number | readonly unknown[], value: unknown): boolean => {
  if (typeof tolerance === 'boolean') return isEqual(value, tolerance);
  return typeof tolerance === 'number' ? isEqual(statusOr(value), tolerance) : withinList(tolerance, value);
};

const isList = (tolerance: Tolerance): tolerance is readonly unknown[] => Array.isArray(tolerance);

/** The status of an HTTP answer or of a process; any other value itself. */
const statusOr = (value: unknown): unknown => (hasStatus(value) ? value.status : value);

const hasStatus = (value: unknown): value is { readonly status: unknown } =>
  typeof value === 'object' && value !== null && 'status' in value;

/** For a status its members; else two are a range, both ends included, and more are the values that may be. */
const withinList = (tolerance: readonly unknown[], value: unknown): boolean => {
  if (hasStatus(value)) return tolerance.some((each) => isEqual(each, value.status));
  if (tolerance.length !== 2) return tolerance.some((each) => isEqual(each, value));
  const [low, high] = tolerance;
  if (![low, high].every((each) => typeof each === typeof value)) return false;
  return (low as number) <= (value as number) && (value as number) <= (high as number);
};

const withinRule = async (
  rule: ToleranceRule,
  output: unknown,
  context: ToleranceContext,
): Promise<boolean> => {
  switch (rule.type) {
    case 'probe':
      return withinProbe(rule, output, context);
    case 'regex': {
      const value = targetOf(rule.target, output);
      if (typeof value === 'string') return regexOf(String(context.substitute(rule.pattern))).test(value);
      context.warn(
        `The pattern ${rule.pattern} looks at no text: name one with "target", like "stdout" or "body".`,
      );
      return false;
    }
    case 'jsonpath':
      return withinPath(rule, targetOf(rule.target, output), context);
    case 'range':
      return withinRange(rule.range, targetOf(rule.target, output));
    default:
      return false; // an action judges nothing
  }
};

const regexOf = (pattern: string): RegExp => {
  try {
    return pythonRegex(pattern);
  } catch (cause) {
    if (!(cause instanceof PythonRegexError)) throw cause;
    throw new ToleranceError(`the pattern ${pattern} cannot be read: ${cause.message}`, { cause });
  }
};

/** The probe gets the value as its argument `value`; whatever it finds but nothing, false and zero is good. */
const withinProbe = async (
  probe: FullActivity,
  value: unknown,
  context: ToleranceContext,
): Promise<boolean> => {
  const { provider } = probe;
  const given = typeof provider.arguments === 'object' ? provider.arguments : {};
  try {
    return isTruthy(
      await context.run({ ...probe, provider: { ...provider, arguments: { ...given, value } } as never }),
    );
  } catch (error) {
    if (error instanceof ActivityFailed) return false;
    throw error;
  }
};

/** As Python sees it: what is empty is false. */
const isTruthy = (value: unknown): boolean => {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
};

const targetOf = (target: string | undefined, output: unknown): unknown => {
  if (target === undefined || typeof output !== 'object' || output === null) return output;
  return Object.hasOwn(output, target) ? (output as Record<string, unknown>)[target] : output;
};

const withinPath = (
  { path, count, ...rule }: ToleranceRule & { readonly type: 'jsonpath' },
  value: unknown,
  { substitute }: ToleranceContext,
): boolean => {
  const found = valuesAt(String(substitute(path)), value);
  if ('expect' in rule) {
    const expected = substitute(rule.expect);
    return isEqual(found, Array.isArray(expected) ? expected : [expected]);
  }
  return count === undefined ? found.length > 0 : found.length === count;
};

const valuesAt = (path: string, value: unknown): unknown[] => {
  try {
    return queryJson(path, value);
  } catch (cause) {
    if (cause instanceof JsonPathError)
      throw new ToleranceError(`the path ${path} cannot be read: ${cause.message}`, { cause });
    if (cause instanceof TooDeepError)
      throw new ToleranceError(`what the path ${path} looks at ${cause.message}.`, { cause });
    throw cause;
  }
};

const withinRange = ([low, high]: readonly [number, number], value: unknown): boolean => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const found = typeof number === 'boolean' ? Number(number) : number;
  return typeof found === 'number' && low <= found && found <= high;
};
