import * as v from 'valibot';
import type { FaultRule } from './rule';

/** Says which field of which rule is wrong, and what it may be: `[0].region: must be letters, digits and "-"`. */
export class InvalidRulesError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidRulesError';
  }
}

const text = (pattern: RegExp, allowed: string) => {
  const message = `must be a string of ${allowed}`;
  return v.optional(v.pipe(v.string(message), v.regex(pattern, message)));
};

/** A number in these bounds. */
export const range = (message: string, minimum: number, maximum: number) =>
  v.pipe(v.number(message), v.minValue(minimum, message), v.maxValue(maximum, message));

const status = 'must be a whole number from 400 to 599';
const description = 'must be a string of at most 8192 characters';

const unknownField =
  'unknown field; a rule has region, service, operation, probability, error, description, its error statusCode and code';

/** An object with these fields and no others. Arrays are no objects here, other than in valibot. */
export const strict = <T extends v.ObjectEntries>(entries: T, unknown = unknownField) =>
  v.pipe(
    v.custom<object>(isObject, 'must be an object'),
    v.strictObject(entries, ({ expected }) => (expected === 'never' ? unknown : 'is missing')),
  );

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** LocalStack's schema of a rule (its OpenAPI document), except that an operation may hold digits. */
export const ruleFields = {
  region: text(/^[a-zA-Z0-9-]+$/, 'letters, digits and "-"'),
  service: text(/^[a-zA-Z0-9-_]+$/, 'letters, digits, "-" and "_"'),
  operation: text(/^[a-zA-Z0-9]+$/, 'letters and digits'),
  probability: v.optional(range('must be a number from 0 to 1', 0, 1)),
  error: v.optional(
    strict({
      statusCode: v.optional(v.pipe(range(status, 400, 599), v.integer(status))),
      code: text(/^[a-zA-Z0-9]+$/, 'letters and digits'),
    }),
  ),
  description: v.optional(v.pipe(v.string(description), v.maxLength(8192, description))),
};

/** An array of such rules. */
export const rulesOf = (rule: v.GenericSchema) => v.array(rule, 'the body must be an array of rules');

const rulesSchema = rulesOf(strict(ruleFields));

/**
 * The rules in `value`, as they are: nothing is added, changed or put in another order.
 * Throws `InvalidRulesError` when one is not a rule, or two are equal.
 */
export const parseRules = (value: unknown): readonly FaultRule[] => parseAs(rulesSchema, value);

/** As `parseRules`, of whatever the schema takes for a rule. */
export function parseAs<T extends FaultRule>(schema: v.GenericSchema, value: unknown): readonly T[] {
  const result = v.safeParse(schema, value);
  if (!result.success) throw new InvalidRulesError(describe(result.issues[0]));
  const rules = value as readonly T[];
  refuseEqual(rules);
  return rules;
}

function describe(issue: v.BaseIssue<unknown>): string {
  const position = (issue.path ?? []).reduce((sofar, { key }) => sofar + step(key), '');
  return position === '' ? issue.message : `${position}: ${issue.message}`;
}

const step = (key: unknown): string => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`);

function refuseEqual(rules: readonly FaultRule[]): void {
  const seen = new Map<string, number>();
  for (const [index, rule] of rules.entries()) {
    const form = canonicalRule(rule);
    const first = seen.get(form);
    if (first !== undefined)
      throw new InvalidRulesError(`[${index}]: equals [${first}]; rules must be unique`);
    seen.set(form, index);
  }
}

/** The same text for equal rules, whatever the order of their keys. */
export const canonicalRule = (rule: FaultRule): string => JSON.stringify(inKeyOrder(rule));

const inKeyOrder = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, member]) => [key, inKeyOrder(member)])
    : value;

export const sameRule = (a: FaultRule, b: FaultRule): boolean => canonicalRule(a) === canonicalRule(b);
