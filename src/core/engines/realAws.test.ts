import assert from 'node:assert/strict';
import { isRealAwsHost } from './realAws';

describe('a host of real AWS', () => {
  for (const host of [
    'sts.amazonaws.com',
    'Lambda.US-EAST-1.amazonaws.com',
    'lambda.us-east-1.api.aws',
    's3.cn-north-1.amazonaws.com.cn',
    'a1b2c3.execute-api.eu-west-1.amazonaws.com.',
    'abc.lambda-url.us-east-1.on.aws',
    'amazonaws.com',
  ]) {
    it(`is ${host}`, () => assert.equal(isRealAwsHost(host), true));
  }

  for (const host of [
    '127.0.0.1',
    'localhost.localstack.cloud',
    'amazonaws.com.localhost.localstack.cloud',
    'notamazonaws.com',
    'amazonaws.com.example.org',
    'api.aws.example.org',
    '',
  ]) {
    it(`is not ${host || 'an empty name'}`, () => assert.equal(isRealAwsHost(host), false));
  }
});
