import assert from 'node:assert/strict';
import { isHumanError } from '../errors';
import { isRealAwsHost, refuseRealAws } from './realAws';

describe('isRealAwsHost', () => {
  const real = [
    'lambda.us-east-1.amazonaws.com',
    'LAMBDA.us-east-1.AmazonAWS.com.',
    's3.amazonaws.com',
    'amazonaws.com',
    'my-bucket.s3.eu-west-1.amazonaws.com',
    'abc123.execute-api.us-east-1.amazonaws.com',
    'vpce-0a1b.lambda.us-east-1.vpce.amazonaws.com',
    'elasticloadbalancing.us-east-1.amazonaws.com',
    'sts.us-gov-west-1.amazonaws.com',
    'lambda.cn-north-1.amazonaws.com.cn',
    'lambda.cn-north-1.api.amazonwebservices.com.cn',
    'lambda.us-east-1.api.aws',
    'abc.lambda-url.us-east-1.on.aws',
    'sts.eusc-de-east-1.amazonaws.eu',
    'lambda.us-iso-east-1.c2s.ic.gov',
    'lambda.us-isob-east-1.sc2s.sgov.gov',
    'lambda.us-isof-south-1.csp.hci.ic.gov',
    'lambda.eu-isoe-west-1.cloud.adc-e.uk',
  ];
  for (const host of real) it(`knows ${host}`, () => assert.equal(isRealAwsHost(host), true));

  const others = [
    'localhost',
    '127.0.0.1',
    '[::1]',
    'localhost.localstack.cloud',
    'abc.execute-api.localhost.localstack.cloud',
    's3.amazonaws.com.example.org',
    'notamazonaws.com',
    'my-box.aws',
    'amazonaws.com.localhost.localstack.cloud',
    'api.aws.example.org',
    '',
    'ec2-3-120-1-2.eu-central-1.compute.amazonaws.com',
    'ec2-54-1-2-3.compute-1.amazonaws.com',
    'chaos-123.eu-west-1.elb.amazonaws.com',
    'chaos-0a1b.elb.eu-west-1.amazonaws.com',
  ];
  for (const host of others)
    it(`leaves ${host || 'an empty name'} alone`, () => assert.equal(isRealAwsHost(host), false));
});

describe('refuseRealAws', () => {
  it('says why, and what else to do', () => {
    assert.throws(
      () => refuseRealAws('https://lambda.us-east-1.amazonaws.com'),
      (error) =>
        isHumanError(error) &&
        error.message ===
          'lambda.us-east-1.amazonaws.com is AWS itself: faults, probes and deployments would reach a real account ' +
            'and may cost money. Give an emulator\'s endpoint, or turn the setting "chaos.allowRealAws" on.',
    );
    refuseRealAws('http://[::1]:4566');
  });
});
