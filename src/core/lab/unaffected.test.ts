import assert from 'node:assert/strict';
import type { FaultRule } from '../faults/rule';
import { plainText } from './sentence';
import { testEndpoint } from './testEndpoint';
import { sparedEndpoints, unaffected } from './unaffected';

const test = testEndpoint('/test');
const hello = testEndpoint('/v1/hello', 'hello');
const west = testEndpoint('/v1/hello', 'hello', { region: 'us-west-2' });
const all = [test, hello, west];
const lambda = { region: 'us-east-1', service: 'lambda' };

const said = (rules: readonly FaultRule[], endpoints = all, isWell = () => true) =>
  unaffected(sparedEndpoints(rules, endpoints), isWell).map(plainText);

describe('unaffected', () => {
  it('says which endpoints a fault leaves alone, and why', () => {
    assert.deepEqual(said([lambda]), [
      'GET /test in us-east-1 stays healthy: no Lambda behind it.',
      'GET /v1/hello in us-west-2 stays healthy: no fault is in that region.',
    ]);
    assert.deepEqual(said([{ service: 'lambda', operation: 'GetFunction' }, { service: 'dynamodb' }]), [
      'GET /test and GET /v1/hello in us-east-1 stay healthy: lambda GetFunction and dynamodb are not on the way to them.',
      'GET /v1/hello in us-west-2 stays healthy: lambda GetFunction and dynamodb are not on the way to it.',
    ]);
  });

  it('has nothing to say without a fault, nor where one reaches everything', () => {
    assert.deepEqual(said([]), []);
    assert.deepEqual(said([{ ...lambda, probability: 0 }]), []);
    assert.deepEqual(said([{}]), []);
    assert.deepEqual(said([lambda, { service: 'apigateway' }]), []);
  });

  it('says nothing of one that has not answered well since', () => {
    assert.deepEqual(
      said([lambda], [test], () => false),
      [],
    );
  });

  it('is short, however many endpoints and rules there are', () => {
    const many = Array.from({ length: 500 }, (_, n) => testEndpoint(`/${n}`));
    assert.deepEqual(said([lambda], many), [
      'GET /0, GET /1, GET /2 and 497 more in us-east-1 stay healthy: no Lambda behind them.',
    ]);
    const rules = ['s3', 'sqs', 'sns', 'kms'].map((service) => ({ service }));
    assert.deepEqual(said(rules, many.slice(0, 1)), [
      'GET /0 in us-east-1 stays healthy: s3, sqs and 2 more are not on the way to it.',
    ]);
  });
});
