import * as v from 'valibot';
import { type ExtendedRule, longestWaitMs, type RuleExtension, ruleExtensions } from './extendedRule';
import type { FaultRule } from './rule';
import { parseAs, range, ruleFields, rulesOf, strict } from './ruleValidation';

const ms = range(`must be a number of milliseconds from 0 to ${longestWaitMs}`, 0, longestWaitMs);

const whole = (maximum: number, what: string) => {
  const message = `must be a whole number${what} from 1 to ${maximum}`;
  return v.pipe(range(message, 1, maximum), v.integer(message));
};

const clip = { min: v.optional(ms), max: v.optional(ms) };

/** By distribution, with the fields that it takes. */
const latencies = {
  uniform: strict(
    { distribution: v.optional(v.literal('uniform')), min: ms, max: ms },
    'unknown field; a uniform latency has min and max',
  ),
  normal: strict(
    { distribution: v.literal('normal'), mean: ms, deviation: ms, ...clip },
    'unknown field; a normal latency has mean, deviation, min and max',
  ),
  lognormal: strict(
    {
      distribution: v.literal('lognormal'),
      median: ms,
      sigma: range('must be a number from 0 to 10', 0, 10),
      ...clip,
    },
    'unknown field; a lognormal latency has median, sigma, min and max',
  ),
};

const anyLatency = strict({
  distribution: v.picklist(
    Object.keys(latencies),
    'must be "uniform", which is meant when it is absent, "normal" or "lognormal"',
  ),
});

const latency = v.pipe(
  v.lazy((value): v.GenericSchema => {
    const { distribution = 'uniform' } = (value ?? {}) as { readonly distribution?: unknown };
    return Object.entries(latencies).find(([name]) => name === distribution)?.[1] ?? anyLatency;
  }),
  v.check((value) => {
    const { min = 0, max = longestWaitMs } = value as { readonly min?: number; readonly max?: number };
    return min <= max;
  }, 'min must not be above max'),
);

const extensionFields: Record<RuleExtension, v.GenericSchema> = {
  latency,
  reset: v.literal(true, 'must be true'),
  timeout: strict(
    {
      ms: range(`must be a number of milliseconds from 1 to ${longestWaitMs}`, 1, longestWaitMs),
    },
    'unknown field; a timeout has ms',
  ),
  count: whole(1_000_000_000, ''),
  durationMs: whole(24 * 60 * 60 * 1000, ' of milliseconds'),
};

const oneEnd = (rule: object): boolean =>
  ['error', 'reset', 'timeout'].filter((field) => field in rule).length <= 1;

const noDoubleWait = (rule: object): boolean => !('timeout' in rule && 'latency' in rule);

const schemaWith = (extensions: readonly RuleExtension[]) => {
  const further = extensions.map((name) => [name, v.optional(extensionFields[name])]);
  const unknown = `unknown field; a rule has ${[...Object.keys(ruleFields), ...extensions].join(', ')}, its error statusCode and code`;
  return rulesOf(
    v.pipe(
      strict({ ...ruleFields, ...Object.fromEntries(further) }, unknown),
      v.check(oneEnd, 'has more than one of error, reset and timeout; a rule has one of them at most'),
      v.check(noDoubleWait, 'has latency and timeout; the wait before a timeout ends is its ms'),
    ),
  );
};

const schemaWithAll = schemaWith(ruleExtensions);

/** As `parseRules`, of rules that may have these fields too. */
export const parseExtendedRules = (
  value: unknown,
  extensions: readonly RuleExtension[] = ruleExtensions,
): readonly ExtendedRule[] =>
  parseAs(extensions === ruleExtensions ? schemaWithAll : schemaWith(extensions), value);

/** What LocalStack would refuse in these rules. */
export const extensionsOf = (rules: readonly FaultRule[]): readonly RuleExtension[] =>
  ruleExtensions.filter((name) => rules.some((rule) => Object.hasOwn(rule, name)));
