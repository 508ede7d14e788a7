/** What tells apart the services that share a signing name. */
export interface CallHints {
  /** What stands before the operation in `X-Amz-Target`: `DynamoDB_20120810`. */
  readonly target?: string;
  /** `Version` of a Query request: `2015-12-01`. */
  readonly version?: string;
  readonly path: string;
}

/** Signing names that are not botocore's client name. */
const renamed: Readonly<Record<string, string>> = {
  'access-analyzer': 'accessanalyzer',
  airflow: 'mwaa',
  aoss: 'opensearchserverless',
  'app-integrations': 'appintegrations',
  applicationinsights: 'application-insights',
  aps: 'amp',
  awsssoportal: 'sso',
  cloudcontrolapi: 'cloudcontrol',
  'codeguru-profiler': 'codeguruprofiler',
  elasticfilesystem: 'efs',
  elasticmapreduce: 'emr',
  'execute-api': 'apigatewaymanagementapi',
  geo: 'location',
  iotdata: 'iot-data',
  mobiletargeting: 'pinpoint',
  monitoring: 'cloudwatch',
  profile: 'customer-profiles',
  's3-outposts': 's3outposts',
  s3express: 's3',
  servicequotas: 'service-quotas',
  'sso-oauth': 'sso-oidc',
  states: 'stepfunctions',
  tagging: 'resourcegroupstaggingapi',
  wisdom: 'qconnect',
};

type Choice = readonly [hint: keyof CallHints, start: string, client: string];

/** Signing names that several clients share: the first choice whose hint begins so, else the name as `renamed` has it. */
const shared: Readonly<Record<string, readonly Choice[]>> = {
  apigateway: [['path', '/v2/', 'apigatewayv2']],
  autoscaling: [
    ['target', 'AnyScaleFrontendService', 'application-autoscaling'],
    ['target', 'AnyScaleScalingPlannerFrontendService', 'autoscaling-plans'],
  ],
  bedrock: [['path', '/model/', 'bedrock-runtime']],
  cassandra: [
    ['target', 'KeyspacesStreams', 'keyspacesstreams'],
    ['target', 'KeyspacesService', 'keyspaces'],
  ],
  cloudhsm: [['target', 'BaldrApiService', 'cloudhsmv2']],
  dynamodb: [['target', 'DynamoDBStreams', 'dynamodbstreams']],
  elasticloadbalancing: [
    ['version', '2012-06-01', 'elb'],
    ['version', '', 'elbv2'],
  ],
  email: [
    ['path', '/v2/email', 'sesv2'],
    ['path', '/v1/email', 'pinpoint-email'],
    ['path', '', 'ses'],
  ],
  es: [
    ['path', '/2015-01-01/', 'es'],
    ['path', '', 'opensearch'],
  ],
  forecast: [['target', 'AmazonForecastRuntime', 'forecastquery']],
  greengrass: [['path', '/greengrass/v2/', 'greengrassv2']],
  kinesisanalytics: [['target', 'KinesisAnalytics_20180523', 'kinesisanalyticsv2']],
  mgh: [['target', 'AWSMigrationHubMultiAccountService', 'migrationhub-config']],
  s3: [['path', '/v20180820/', 's3control']],
  ses: [
    ['path', '/v2/email', 'sesv2'],
    ['path', '/v1/email', 'pinpoint-email'],
    ['target', 'MailManagerSvc', 'mailmanager'],
  ],
  servicecatalog: [
    ['target', 'AWS242ServiceCatalogService', 'servicecatalog'],
    ['path', '/applications', 'servicecatalog-appregistry'],
    ['path', '/attribute-groups', 'servicecatalog-appregistry'],
  ],
  sso: [['target', 'SWBExternalService', 'sso-admin']],
};

/** botocore's client name for a signing name: what the Chaos API calls a service. */
export function clientName(signingName: string, hints: CallHints): string {
  const choices = Object.hasOwn(shared, signingName) ? shared[signingName] : undefined;
  const choice = choices?.find(([hint, start]) => hints[hint]?.startsWith(start));
  if (choice !== undefined) return choice[2];
  return (Object.hasOwn(renamed, signingName) && renamed[signingName]) || signingName;
}
