import type { CallHints } from './clientName';

/** Services named by the target of a JSON or CBOR request. */
const byTarget: Readonly<Record<string, string>> = {
  AWSCognitoIdentityProviderService: 'cognito-idp',
  AWSCognitoIdentityService: 'cognito-identity',
  AWSEvents: 'events',
  AWSStepFunctions: 'stepfunctions',
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  AmazonEC2ContainerServiceV20141113: 'ecs',
  AmazonSQS: 'sqs',
  AmazonSSM: 'ssm',
  CertificateManager: 'acm',
  DynamoDBStreams_20120810: 'dynamodbstreams',
  DynamoDB_20120810: 'dynamodb',
  GraniteServiceVersion20100801: 'cloudwatch',
  Kinesis_20131202: 'kinesis',
  Logs_20140328: 'logs',
  ResourceGroupsTaggingAPI_20170126: 'resourcegroupstaggingapi',
  TrentService: 'kms',
  secretsmanager: 'secretsmanager',
};

/** Services named by the API version of a Query request. */
const byVersion: Readonly<Record<string, string>> = {
  '2010-03-31': 'sns',
  '2010-05-08': 'iam',
  '2010-05-15': 'cloudformation',
  '2010-08-01': 'cloudwatch',
  '2010-12-01': 'ses',
  '2011-06-15': 'sts',
  '2012-06-01': 'elb',
  '2012-11-05': 'sqs',
  '2014-10-31': 'rds',
  '2015-12-01': 'elbv2',
  '2016-11-15': 'ec2',
};

/** The service of a request without a signature (AssumeRoleWithWebIdentity is one), as far as target and version tell. */
export const unsignedService = ({ target = '', version = '' }: CallHints): string | undefined =>
  own(byTarget, target) ?? own(byVersion, version);

const own = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
