import assert from 'node:assert/strict';
import { readServiceHost } from './serviceHost';

const hosts: Record<string, ReturnType<typeof readServiceHost>> = {
  '127.0.0.1': {},
  localhost: {},
  'shop.example.com': {},
  'localhost.localstack.cloud': {},
  'my-bucket.localhost': { prefix: 'my-bucket' },
  'my.bucket.localhost.localstack.cloud': { prefix: 'my.bucket' },
  's3.localhost.localstack.cloud': { service: 's3' },
  'b.s3.localhost.localstack.cloud': { service: 's3', prefix: 'b' },
  'lambda.us-west-2.localhost.localstack.cloud': { service: 'lambda', region: 'us-west-2' },
  'sts.amazonaws.com': { service: 'sts' },
  'b.s3.us-east-1.amazonaws.com': { service: 's3', region: 'us-east-1', prefix: 'b' },
  'b.s3.dualstack.us-east-1.amazonaws.com': { service: 's3', region: 'us-east-1', prefix: 'b' },
  'dynamodb.cn-north-1.amazonaws.com.cn': { service: 'dynamodb', region: 'cn-north-1' },
  'sqs.us-gov-west-1.amazonaws.com': { service: 'sqs', region: 'us-gov-west-1' },
};

describe('the host of a service', () => {
  for (const [host, expected] of Object.entries(hosts)) {
    it(`${host} says ${JSON.stringify(expected)}`, () => assert.deepEqual(readServiceHost(host), expected));
  }
});
