import assert from 'node:assert/strict';
import { findService } from './findService';
import type { NamedOperation } from './namedOperation';

interface Case {
  readonly target?: string;
  readonly version?: string;
  readonly operation?: string;
  readonly path?: string;
  readonly method?: string;
  readonly hostName?: string;
  readonly agent?: string;
}

function find(
  signingName: string | undefined,
  { path = '/', method = 'GET', hostName, agent = '', ...hints }: Case,
) {
  const isNamed = hints.target !== undefined || hints.version !== undefined;
  const named: NamedOperation | undefined = isNamed
    ? { protocol: hints.target ? 'json-1.1' : 'query', operation: 'DoIt', ...hints }
    : undefined;
  const asked = { method, path, query: new URLSearchParams(), headers: { 'user-agent': agent } };
  return findService({ signingName, hostName, named, asked })?.service;
}

/** Signing name, hints, botocore's client name. Source: botocore's service models. */
const signed: readonly (readonly [string, Case, string])[] = [
  ['lambda', {}, 'lambda'],
  ['constructor', {}, 'constructor'],
  ['no-such-service', {}, 'no-such-service'],
  ['states', { target: 'AWSStepFunctions' }, 'stepfunctions'],
  ['monitoring', {}, 'cloudwatch'],
  ['execute-api', { path: '/@connections/a' }, 'apigatewaymanagementapi'],
  ['execute-api', { path: '/participant/message', method: 'POST' }, 'connectparticipant'],
  ['email', { version: '2010-12-01' }, 'ses'],
  ['ses', { version: '2010-12-01' }, 'ses'],
  ['ses', { path: '/v2/email/identities' }, 'sesv2'],
  ['ses', { path: '/v1/email/identities' }, 'pinpoint-email'],
  ['ses', { target: 'MailManagerSvc' }, 'mailmanager'],
  ['es', { path: '/2021-01-01/opensearch/domain', method: 'POST' }, 'opensearch'],
  ['es', { path: '/2015-01-01/es/domain', method: 'POST' }, 'es'],
  ['elasticloadbalancing', { version: '2012-06-01' }, 'elb'],
  ['elasticloadbalancing', { version: '2015-12-01' }, 'elbv2'],
  ['apigateway', { path: '/restapis' }, 'apigateway'],
  ['apigateway', { path: '/v2/apis' }, 'apigatewayv2'],
  ['autoscaling', { version: '2011-01-01' }, 'autoscaling'],
  ['application-autoscaling', { target: 'AnyScaleFrontendService' }, 'application-autoscaling'],
  ['dynamodb', { target: 'DynamoDB_20120810' }, 'dynamodb'],
  ['dynamodb', { target: 'DynamoDBStreams_20120810' }, 'dynamodbstreams'],
  ['s3', { path: '/bucket/key' }, 's3'],
  ['s3', { path: '/v20180820/bucket' }, 's3control'],
  ['servicecatalog', { target: 'AWS242ServiceCatalogService' }, 'servicecatalog'],
  ['servicecatalog', { path: '/applications' }, 'servicecatalog-appregistry'],
  ['bedrock', { path: '/model/m/invoke', method: 'POST' }, 'bedrock-runtime'],
  ['bedrock', { path: '/tags/a', hostName: 'bedrock-agent' }, 'bedrock-agent'],
  ['tagging', {}, 'resourcegroupstaggingapi'],
  ['elasticfilesystem', {}, 'efs'],
  ['lex', { path: '/bots/', method: 'POST' }, 'lexv2-models'],
  ['lex', { path: '/bot/b/alias/a/user/u/text', method: 'POST' }, 'lex-runtime'],
  ['sagemaker', { target: 'SageMaker' }, 'sagemaker'],
  ['sagemaker', { path: '/endpoints/e/invocations', method: 'POST' }, 'sagemaker-runtime'],
  ['timestream', { target: 'Timestream_20181101', operation: 'WriteRecords' }, 'timestream-write'],
  ['timestream', { target: 'Timestream_20181101', operation: 'Query' }, 'timestream-query'],
  ['rds', { version: '2014-10-31' }, 'rds'],
  ['rds', { version: '2014-10-31', agent: 'aws-sdk-go-v2/1.30.0 api/neptune#1.30.0' }, 'neptune'],
  ['rds', { version: '2014-10-31', agent: 'aws-sdk-x/1.0 api/s3#1.0' }, 'rds'],
  ['lex', { path: '/imports/i', agent: 'aws-sdk-js/3.1 api/lex-models-v2#3.1' }, 'lexv2-models'],
];

const unsigned: readonly (readonly [Case, string | undefined])[] = [
  [{ target: 'AWSCognitoIdentityService' }, 'cognito-identity'],
  [{ target: 'AWSEvents' }, 'events'],
  [{ version: '2011-06-15', operation: 'AssumeRoleWithWebIdentity' }, 'sts'],
  [{ version: '2010-12-01', operation: 'SendEmail' }, 'ses'],
  [{ version: '2010-12-01', operation: 'CreateEnvironment' }, 'elasticbeanstalk'],
  [{ hostName: 'monitoring' }, 'cloudwatch'],
  [{ hostName: 'runtime.sagemaker', path: '/endpoints/e/invocations' }, 'sagemaker-runtime'],
  [{ path: '/2015-03-31/functions/f' }, 'lambda'],
  [{ path: '/federation/credentials' }, 'sso'],
  [{ path: '/favicon.ico' }, undefined],
  [{ target: 'Unknown_20990101' }, undefined],
];

describe('the service of a request', () => {
  for (const [signingName, hints, expected] of signed) {
    it(`is ${expected} for ${signingName} ${JSON.stringify(hints)}`, () => {
      assert.equal(find(signingName, hints), expected);
    });
  }

  for (const [hints, expected] of unsigned) {
    it(`is ${expected} without a signature for ${JSON.stringify(hints)}`, () => {
      assert.equal(find(undefined, hints), expected);
    });
  }
});
