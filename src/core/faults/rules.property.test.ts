import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  canonicalRule,
  type ExtendedRule,
  extensionsOf,
  InvalidRulesError,
  outcomeOf,
  parseExtendedRules,
  parseRules,
  sameRule,
} from './rule';

const name = fc.stringMatching(/^[a-zA-Z0-9]{1,8}$/);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const ms = fc.integer({ min: 0, max: 900_000 });
const range = fc.tuple(ms, ms).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));

const latency = fc.oneof(
  range,
  fc.record({ distribution: fc.constant('normal' as const), mean: ms, deviation: ms }),
  fc.record({ distribution: fc.constant('lognormal' as const), median: ms, sigma: share }),
);

const error = fc.record({ statusCode: fc.integer({ min: 400, max: 599 }), code: name }, { requiredKeys: [] });

const plainFields = {
  region: name,
  service: name,
  operation: name,
  probability: share,
  description: fc.string(),
};

const plain = fc.record({ ...plainFields, error }, { requiredKeys: [] });

const extended: fc.Arbitrary<ExtendedRule> = fc
  .tuple(
    fc.record(
      {
        ...plainFields,
        count: fc.integer({ min: 1, max: 1e9 }),
        durationMs: fc.integer({ min: 1, max: 864e5 }),
      },
      { requiredKeys: [] },
    ),
    fc.oneof(
      fc.constant({}),
      fc.record({ latency, error }, { requiredKeys: [] }),
      fc.record({ latency, reset: fc.constant(true as const) }, { requiredKeys: ['reset'] }),
      fc.record({ timeout: fc.record({ ms: fc.integer({ min: 1, max: 900_000 }) }) }),
    ),
  )
  .map(([fields, end]) => ({ ...fields, ...end }));

const distinct = <T extends ExtendedRule>(rule: fc.Arbitrary<T>) =>
  fc.uniqueArray(rule, { maxLength: 6, selector: canonicalRule });

/** The keys of an object in another order. */
const turned = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).reverse()) as T;

const refuses = (parse: (value: unknown) => unknown, value: unknown): boolean => {
  try {
    parse(value);
    return false;
  } catch (thrown) {
    assert.ok(thrown instanceof InvalidRulesError, String(thrown));
    assert.match(thrown.message, /^(the body must|\[\d+\])/);
    return true;
  }
};

describe('rules, whatever is sent', () => {
  it('are taken as they are when they are rules, by both parsers where LocalStack would take them', () => {
    fc.assert(
      fc.property(distinct(plain), (rules) => {
        assert.equal(parseRules(rules), rules);
        assert.equal(parseExtendedRules(rules), rules);
      }),
    );
    fc.assert(
      fc.property(distinct(extended), (rules) => {
        assert.equal(parseExtendedRules(rules), rules);
        assert.equal(refuses(parseRules, rules), extensionsOf(rules).length > 0);
        assert.equal(parseExtendedRules(rules, extensionsOf(rules)), rules);
      }),
    );
  });

  it('are refused in words that name the place, or taken: nothing else happens', () => {
    const parsers = [parseRules, (value: unknown) => parseExtendedRules(value)];
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const parse of parsers)
          if (!refuses(parse, value)) assert.ok(Array.isArray(value), JSON.stringify(value));
      }),
    );
    const odd = fc.dictionary(
      fc.constantFrom('service', 'error', 'latency', 'reset', 'timeout', 'count', '__proto__', 'min'),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 3 }), (rules) => {
        for (const parse of parsers) refuses(parse, rules);
      }),
    );
  });

  it('are equal whatever the order of their keys, and only to what holds the same', () => {
    fc.assert(
      fc.property(extended, extended, (one, other) => {
        const again = turned({ ...one, ...(one.latency && { latency: turned(one.latency) }) });
        assert.ok(sameRule(one, again));
        assert.equal(parseExtendedRules([again])[0], again);
        assert.equal(sameRule(one, other), JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
      }),
    );
  });

  it('have exactly one outcome', () => {
    fc.assert(
      fc.property(extended, (rule) => {
        const named = rule.reset ? 'reset' : rule.timeout ? 'timeout' : 'error';
        assert.equal(outcomeOf(rule), rule.latency && !rule.error && !rule.reset ? 'pass' : named);
      }),
    );
  });
});

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([key, member]) => [key, sorted(member)])
        .sort()
    : value;
