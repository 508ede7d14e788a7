import assert from 'node:assert/strict';
import { covers, describeScope, sameScope, scopeOf } from './faultScope';

describe('faultScope', () => {
  it('covers what is equal or narrower, in every field', () => {
    const lambda = { region: 'us-east-1', service: 'lambda' };
    assert.equal(covers({}, lambda), true);
    assert.equal(covers({ service: 'lambda' }, lambda), true);
    assert.equal(covers(lambda, lambda), true);
    assert.equal(covers({ ...lambda, operation: 'Invoke' }, lambda), false);
    assert.equal(covers({ region: 'us-west-2' }, lambda), false);
  });

  it('sees only region, service and operation of a rule', () => {
    const rule = { service: 's3', probability: 0.5, description: 'x', error: { statusCode: 500 } };
    assert.deepEqual(scopeOf(rule), { service: 's3' });
    assert.equal(sameScope(rule, { service: 's3' }), true);
    assert.equal(sameScope(rule, { service: 's3', region: 'us-east-1' }), false);
  });

  it('is named in words', () => {
    assert.deepEqual(
      [
        {},
        { region: 'us-east-1' },
        { service: 'lambda' },
        { service: 'lambda', operation: 'Invoke', region: 'us-east-1' },
        { operation: 'Invoke', region: 'us-east-1' },
      ].map(describeScope),
      [
        'everything',
        'all of us-east-1',
        'lambda in all regions',
        'lambda Invoke in us-east-1',
        'Invoke of every service in us-east-1',
      ],
    );
  });
});
