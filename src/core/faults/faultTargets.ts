/** What the faults view offers for a service, besides the rules that are set. */
export interface FaultTarget {
  /** botocore's client name. */
  readonly service: string;
  readonly operations: readonly TargetOperation[];
}

export interface TargetOperation {
  readonly operation: string;
  /** What a fault on it means, where the name does not tell. */
  readonly note?: string;
}

const plain = (...names: string[]): TargetOperation[] => names.map((operation) => ({ operation }));

/** The services of an API Gateway and Lambda application, and the operations that matter in its life. */
export const defaultTargets: readonly FaultTarget[] = [
  {
    service: 'apigateway',
    operations: [
      { operation: 'InvokeRestApi', note: 'requests to deployed endpoints' },
      ...plain('GetRestApis', 'GetResources', 'CreateDeployment', 'UpdateStage'),
    ],
  },
  {
    service: 'lambda',
    operations: [
      { operation: 'Invoke', note: 'also when API Gateway invokes' },
      ...plain('GetFunction', 'ListFunctions', 'CreateFunction', 'UpdateFunctionCode'),
    ],
  },
  { service: 's3', operations: plain('GetObject', 'PutObject') },
  { service: 'cloudformation', operations: plain('DescribeStacks', 'UpdateStack') },
  { service: 'iam', operations: plain('GetRole', 'CreateRole') },
  { service: 'logs', operations: plain('PutLogEvents', 'FilterLogEvents') },
  { service: 'acm', operations: plain('DescribeCertificate') },
  { service: 'sts', operations: plain('AssumeRole', 'GetCallerIdentity') },
];
