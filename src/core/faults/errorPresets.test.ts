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

  it('throttles each service with the status and the code of its API model', () => {
    const throttled = (service: string) => {
      const preset = errorPresets(service).find(({ label }) => label === 'Throttled');
      return `${preset?.statusCode} ${preset?.code}`;
    };
    const services = [
      'apigateway',
      'lambda',
      'dynamodb',
      'kinesis',
      's3',
      'sqs',
      'sns',
      'secretsmanager',
      'events',
    ];
    assert.deepEqual(services.map(throttled), [
      '429 TooManyRequestsException',
      '429 TooManyRequestsException',
      '400 ProvisionedThroughputExceededException',
      '400 ProvisionedThroughputExceededException',
      '503 SlowDown',
      '403 RequestThrottled',
      '429 Throttled',
      '400 ThrottlingException',
      '400 ThrottlingException',
    ]);
  });

  it('holds only errors that the Chaos API takes', () => {
    const services = [
      undefined,
      'apigateway',
      'lambda',
      's3',
      'cloudformation',
      'iam',
      'sts',
      'logs',
      'sqs',
      'sns',
      'kinesis',
      'dynamodb',
      'secretsmanager',
      'events',
    ];
    for (const { statusCode, code } of services.flatMap((service) => errorPresets(service)))
      parseRules([{ error: { statusCode, code } }]);
  });

  it('is described with the defaults of the Chaos API', () => {
    assert.equal(describeError({}), '503 ServiceUnavailable');
    assert.equal(describeError({ error: { statusCode: 429 } }), '429 ServiceUnavailable');
  });
});
