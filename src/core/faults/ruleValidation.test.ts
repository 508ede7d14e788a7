import assert from 'node:assert/strict';
import type { FaultRule } from './rule';
import { InvalidRulesError, parseRules, sameRule } from './ruleValidation';

const full: FaultRule = {
  region: 'us-east-1',
  service: 'some_service-2',
  operation: 'ListObjectsV2',
  probability: 0.5,
  error: { statusCode: 599, code: 'Slow503' },
  description: 'x'.repeat(8192),
};

const refusalOf = (json: string): string => {
  try {
    parseRules(JSON.parse(json));
  } catch (error) {
    assert.ok(error instanceof InvalidRulesError);
    return error.message;
  }
  return 'taken';
};

const unknown =
  'unknown field; a rule has region, service, operation, probability, error, description, its error statusCode and code';

const refused: Record<string, string> = {
  '{}': 'the body must be an array of rules',
  null: 'the body must be an array of rules',
  '"[]"': 'the body must be an array of rules',
  '[null]': '[0]: must be an object',
  '[[]]': '[0]: must be an object',
  '[{},7]': '[1]: must be an object',
  '[{"latency":5}]': `[0].latency: ${unknown}`,
  '[{"constructor":1}]': `[0].constructor: ${unknown}`,
  '[{"__proto__":{"region":"x"}}]': `[0].__proto__: ${unknown}`,
  '[{"Region":"us-east-1"}]': `[0].Region: ${unknown}`,
  '[{"region":7}]': '[0].region: must be a string of letters, digits and "-"',
  '[{"region":null}]': '[0].region: must be a string of letters, digits and "-"',
  '[{"region":""}]': '[0].region: must be a string of letters, digits and "-"',
  '[{"region":"us east"}]': '[0].region: must be a string of letters, digits and "-"',
  '[{"region":"us-east-1\\n"}]': '[0].region: must be a string of letters, digits and "-"',
  '[{},{"service":"s3.amazonaws.com"}]': '[1].service: must be a string of letters, digits, "-" and "_"',
  '[{"operation":"Get*"}]': '[0].operation: must be a string of letters and digits',
  '[{"probability":"1"}]': '[0].probability: must be a number from 0 to 1',
  '[{"probability":1.01}]': '[0].probability: must be a number from 0 to 1',
  '[{"probability":-0.1}]': '[0].probability: must be a number from 0 to 1',
  '[{"error":503}]': '[0].error: must be an object',
  '[{"error":[]}]': '[0].error: must be an object',
  '[{"error":{"message":"no"}}]': `[0].error.message: ${unknown}`,
  '[{"error":{"statusCode":399}}]': '[0].error.statusCode: must be a whole number from 400 to 599',
  '[{"error":{"statusCode":600}}]': '[0].error.statusCode: must be a whole number from 400 to 599',
  '[{"error":{"statusCode":400.5}}]': '[0].error.statusCode: must be a whole number from 400 to 599',
  '[{"error":{"statusCode":"503"}}]': '[0].error.statusCode: must be a whole number from 400 to 599',
  '[{"error":{"code":"Not Found"}}]': '[0].error.code: must be a string of letters and digits',
  '[{"description":1}]': '[0].description: must be a string of at most 8192 characters',
  '[{"service":"s3"},{},{"service":"s3"}]': '[2]: equals [0]; rules must be unique',
  '[{"error":{"code":"A","statusCode":500}},{"error":{"statusCode":500,"code":"A"}}]':
    '[1]: equals [0]; rules must be unique',
};

describe('the rules of the Chaos API', () => {
  it('takes every field, and none', () => {
    assert.deepEqual(parseRules([full, {}]), [full, {}]);
    assert.deepEqual(parseRules([]), []);
  });

  it('takes the bounds of each number', () => {
    const rules = [{ probability: 0 }, { probability: 1 }, { error: { statusCode: 400 } }, { error: {} }];
    assert.deepEqual(parseRules(rules), rules);
  });

  it('gives rules back as they were sent, keys in their order', () => {
    const sent = '[{"service":"lambda","region":"us-east-1","error":{"code":"A","statusCode":500}}]';
    assert.equal(JSON.stringify(parseRules(JSON.parse(sent))), sent);
  });

  for (const [json, message] of Object.entries(refused)) {
    it(`refuses ${json}`, () => assert.equal(refusalOf(json), message));
  }

  it('refuses a description of 8193 characters', () => {
    const message = refusalOf(JSON.stringify([{ description: 'x'.repeat(8193) }]));
    assert.equal(message, '[0].description: must be a string of at most 8192 characters');
  });
});

describe('equality of rules', () => {
  it('ignores the order of keys, in the error too', () => {
    const a: FaultRule = { service: 's3', error: { code: 'A', statusCode: 500 } };
    const b: FaultRule = { error: { statusCode: 500, code: 'A' }, service: 's3' };
    assert.ok(sameRule(a, b));
  });

  it('counts every field, the description and explicit defaults included', () => {
    const rule: FaultRule = { service: 's3' };
    const others: FaultRule[] = [
      { service: 's3', description: 'mine' },
      { service: 's3', probability: 1 },
      { service: 's3', error: {} },
      {},
    ];
    assert.deepEqual(
      others.map((other) => sameRule(rule, other)),
      [false, false, false, false],
    );
  });
});
