import assert from 'node:assert/strict';
import { type CallHints, clientName } from './clientName';

/** Signing name, hints, botocore's client name. Source: botocore's service models. */
const names: readonly (readonly [string, Partial<CallHints>, string])[] = [
  ['lambda', {}, 'lambda'],
  ['constructor', {}, 'constructor'],
  ['states', { target: 'AWSStepFunctions' }, 'stepfunctions'],
  ['monitoring', {}, 'cloudwatch'],
  ['execute-api', { path: '/@connections/a' }, 'apigatewaymanagementapi'],
  ['email', { version: '2010-12-01' }, 'ses'],
  ['ses', { version: '2010-12-01' }, 'ses'],
  ['ses', { path: '/v2/email/identities' }, 'sesv2'],
  ['es', { path: '/2021-01-01/opensearch/domain' }, 'opensearch'],
  ['es', { path: '/2015-01-01/es/domain' }, 'es'],
  ['elasticloadbalancing', { version: '2012-06-01' }, 'elb'],
  ['elasticloadbalancing', { version: '2015-12-01' }, 'elbv2'],
  ['apigateway', { path: '/restapis' }, 'apigateway'],
  ['apigateway', { path: '/v2/apis' }, 'apigatewayv2'],
  ['autoscaling', { version: '2011-01-01' }, 'autoscaling'],
  ['autoscaling', { target: 'AnyScaleFrontendService' }, 'application-autoscaling'],
  ['dynamodb', { target: 'DynamoDB_20120810' }, 'dynamodb'],
  ['dynamodb', { target: 'DynamoDBStreams_20120810' }, 'dynamodbstreams'],
  ['s3', { path: '/bucket/key' }, 's3'],
  ['s3', { path: '/v20180820/bucket' }, 's3control'],
  ['servicecatalog', { target: 'AWS242ServiceCatalogService' }, 'servicecatalog'],
  ['servicecatalog', { path: '/applications' }, 'servicecatalog-appregistry'],
  ['bedrock', { path: '/model/m/invoke' }, 'bedrock-runtime'],
  ['tagging', {}, 'resourcegroupstaggingapi'],
  ['elasticfilesystem', {}, 'efs'],
];

describe("botocore's client name", () => {
  for (const [signingName, hints, expected] of names) {
    it(`is ${expected} for ${signingName} ${JSON.stringify(hints)}`, () => {
      assert.equal(clientName(signingName, { path: '/', ...hints }), expected);
    });
  }
});
