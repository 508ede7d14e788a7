import assert from 'node:assert/strict';
import { describeError, errorPresets } from './errorPresets';
import { parseRules } from './ruleValidation';

describe('errorPresets', () => {
  it("gives a service's own code where it has one, the common one otherwise", () => {
    const throttled = (service?: string) => errorPresets(service).find(({ label }) => label === 'Throttled');
    assert.deepEqual(
      [throttled('lambda'), throttled('s3'), throttled('route53'), throttled()].map((preset) => preset?.code),
      ['TooManyRequestsException', 'SlowDown', 'ThrottlingException', 'ThrottlingException'],
    );
  });

  it('holds only errors that the Chaos API takes', () => {
    const services = [undefined, 'apigateway', 'lambda', 's3', 'cloudformation', 'iam', 'sts', 'logs', 'sqs'];
    for (const { statusCode, code } of services.flatMap((service) => errorPresets(service)))
      parseRules([{ error: { statusCode, code } }]);
  });

  it('is described with the defaults of the Chaos API', () => {
    assert.equal(describeError({}), '503 ServiceUnavailable');
    assert.equal(describeError({ error: { statusCode: 429 } }), '429 ServiceUnavailable');
  });
});
