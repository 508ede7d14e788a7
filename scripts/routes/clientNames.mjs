// @ts-check

/**
 * botocore's client name is the service id in lower case, with hyphens, but for these. Source: the folders and the
 * `serviceId` of botocore's data; a test compares them.
 *
 * @type {Readonly<Record<string, string>>}
 */
const exceptions = {
  'API Gateway': 'apigateway',
  'App Mesh': 'appmesh',
  'Application Auto Scaling': 'application-autoscaling',
  'Application Discovery Service': 'discovery',
  'Auto Scaling': 'autoscaling',
  'Auto Scaling Plans': 'autoscaling-plans',
  'CloudHSM V2': 'cloudhsmv2',
  'CloudSearch Domain': 'cloudsearchdomain',
  'CloudWatch Events': 'events',
  'CloudWatch Logs': 'logs',
  'Cognito Identity Provider': 'cognito-idp',
  'Config Service': 'config',
  'Cost Explorer': 'ce',
  'Cost and Usage Report Service': 'cur',
  'Data Pipeline': 'datapipeline',
  'Database Migration Service': 'dms',
  'Device Farm': 'devicefarm',
  'Direct Connect': 'directconnect',
  'Directory Service': 'ds',
  'Directory Service Data': 'ds-data',
  'DynamoDB Streams': 'dynamodbstreams',
  'Elastic Beanstalk': 'elasticbeanstalk',
  'Elastic Load Balancing': 'elb',
  'Elastic Load Balancing v2': 'elbv2',
  'Elasticsearch Service': 'es',
  EventBridge: 'events',
  'Global Accelerator': 'globalaccelerator',
  'IoT Data Plane': 'iot-data',
  'IoT Events': 'iotevents',
  'IoT Events Data': 'iotevents-data',
  'IoT Jobs Data Plane': 'iot-jobs-data',
  'IoT Wireless': 'iotwireless',
  'Kinesis Analytics': 'kinesisanalytics',
  'Kinesis Analytics V2': 'kinesisanalyticsv2',
  'Kinesis Video': 'kinesisvideo',
  'Lex Model Building Service': 'lex-models',
  'Lex Models V2': 'lexv2-models',
  'Lex Runtime Service': 'lex-runtime',
  'Lex Runtime V2': 'lexv2-runtime',
  'Machine Learning': 'machinelearning',
  'Marketplace Commerce Analytics': 'marketplacecommerceanalytics',
  'Marketplace Entitlement Service': 'marketplace-entitlement',
  'Marketplace Metering': 'meteringmarketplace',
  'Migration Hub': 'mgh',
  'Resource Groups Tagging API': 'resourcegroupstaggingapi',
  'Route 53': 'route53',
  'Route 53 Domains': 'route53domains',
  'S3 Control': 's3control',
  SFN: 'stepfunctions',
  'Secrets Manager': 'secretsmanager',
  ServerlessApplicationRepository: 'serverlessrepo',
  'Service Catalog': 'servicecatalog',
  'Service Catalog AppRegistry': 'servicecatalog-appregistry',
  SimpleDB: 'sdb',
  'Storage Gateway': 'storagegateway',
};

/** @param {string} serviceId of a model: `API Gateway` */
export const clientNameOf = (serviceId) =>
  exceptions[serviceId] ?? serviceId.toLowerCase().replaceAll(' ', '-');
