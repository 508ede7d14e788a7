import assert from 'node:assert/strict';
import { type ExtendedRule, extensionsOf, InvalidRulesError, parseExtendedRules, parseRules } from './rule';

const taken: readonly ExtendedRule[] = [
  { latency: { min: 0, max: 900_000 } },
  { latency: { distribution: 'uniform', min: 0.5, max: 0.5 } },
  { latency: { distribution: 'normal', mean: 200, deviation: 50 } },
  { latency: { distribution: 'normal', mean: 200, deviation: 50, min: 100, max: 300 } },
  { latency: { distribution: 'lognormal', median: 80, sigma: 0.4, max: 2000 } },
  { latency: { min: 1, max: 2 }, error: {} },
  { latency: { min: 1, max: 2 }, reset: true },
  { timeout: { ms: 5000 }, count: 1, durationMs: 86_400_000 },
  { service: 's3', probability: 0.5, reset: true, description: 'x' },
  { count: 1_000_000_000 },
  {},
];

const refusalOf = (json: string): string => {
  try {
    parseExtendedRules(JSON.parse(json));
  } catch (error) {
    assert.ok(error instanceof InvalidRulesError);
    return error.message;
  }
  return 'taken';
};

const time = 'must be a number of milliseconds from 0 to 900000';
const refused: Record<string, string> = {
  '[{"latency":200}]': '[0].latency: must be an object',
  '[{"latency":null}]': '[0].latency: must be an object',
  '[{"latency":[]}]': '[0].latency: must be an object',
  '[{"latency":{}}]': '[0].latency.min: is missing',
  '[{"latency":{"min":-1,"max":1}}]': `[0].latency.min: ${time}`,
  '[{"latency":{"min":1,"max":900001}}]': `[0].latency.max: ${time}`,
  '[{"latency":{"min":1,"max":"2"}}]': `[0].latency.max: ${time}`,
  '[{"latency":{"min":3,"max":2}}]': '[0].latency: min must not be above max',
  '[{"latency":{"min":1,"max":2,"jitter":1}}]':
    '[0].latency.jitter: unknown field; a uniform latency has min and max',
  '[{"latency":{"distribution":"pareto","min":1}}]':
    '[0].latency.distribution: must be "uniform", which is meant when it is absent, "normal" or "lognormal"',
  '[{"latency":{"distribution":"toString"}}]':
    '[0].latency.distribution: must be "uniform", which is meant when it is absent, "normal" or "lognormal"',
  '[{"latency":{"distribution":"normal","mean":1,"deviation":1,"median":2}}]':
    '[0].latency.median: unknown field; a normal latency has mean, deviation, min and max',
  '[{"latency":{"distribution":"lognormal","median":1,"sigma":11}}]':
    '[0].latency.sigma: must be a number from 0 to 10',
  '[{"reset":false}]': '[0].reset: must be true',
  '[{"timeout":5000}]': '[0].timeout: must be an object',
  '[{"timeout":{}}]': '[0].timeout.ms: is missing',
  '[{"timeout":{"ms":0}}]': '[0].timeout.ms: must be a number of milliseconds from 1 to 900000',
  '[{"timeout":{"ms":1,"status":504}}]': '[0].timeout.status: unknown field; a timeout has ms',
  '[{"count":0}]': '[0].count: must be a whole number from 1 to 1000000000',
  '[{"count":1.5}]': '[0].count: must be a whole number from 1 to 1000000000',
  '[{"durationMs":0}]': '[0].durationMs: must be a whole number of milliseconds from 1 to 86400000',
  '[{},{"reset":true,"error":{}}]':
    '[1]: has more than one of error, reset and timeout; a rule has one of them at most',
  '[{"timeout":{"ms":5},"latency":{"min":1,"max":2}}]':
    '[0]: has latency and timeout; the wait before a timeout ends is its ms',
  '[{"probability":2,"reset":true}]': '[0].probability: must be a number from 0 to 1',
  '[{"reset":true,"count":2},{"count":2,"reset":true}]': '[1]: equals [0]; rules must be unique',
  '[{"jitter":1}]':
    '[0].jitter: unknown field; a rule has region, service, operation, probability, error, description, latency, reset, timeout, count, durationMs, its error statusCode and code',
};

describe('rules with extensions', () => {
  it('are taken as they are', () => assert.deepEqual(parseExtendedRules(taken), taken));

  for (const [json, message] of Object.entries(refused)) {
    it(`refuses ${json}`, () => assert.equal(refusalOf(json), message));
  }

  it('are taken with the fields that were named, and no others', () => {
    const rules = [{ reset: true, count: 2 }];
    assert.deepEqual(parseExtendedRules(rules, ['reset', 'count']), rules);
    assert.throws(() => parseExtendedRules(rules, ['reset']), /^InvalidRulesError: \[0\]\.count: unknown/);
  });

  it('tell what LocalStack would refuse in them', () => {
    assert.deepEqual(extensionsOf(taken), ['latency', 'reset', 'timeout', 'count', 'durationMs']);
    for (const rule of taken) {
      const parse = () => parseRules([rule]);
      if (extensionsOf([rule]).length === 0) assert.deepEqual(parse(), [rule]);
      else assert.throws(parse, InvalidRulesError);
    }
  });
});
