/**
 * The switches that are there before anybody asks for others: what stands between a caller and the sample
 * application's code. `InvokeRestApi` is a call of a deployed endpoint; `Invoke` is also what API Gateway does then.
 */
export const switches: Readonly<Record<string, readonly string[]>> = {
  apigateway: ['InvokeRestApi', 'GetRestApis', 'GetResources'],
  lambda: ['Invoke', 'GetFunction', 'ListFunctions'],
};

/** What to offer when a person adds a fault: any service and operation can be typed as well. */
export const suggestions: Readonly<Record<string, readonly string[]>> = {
  ...switches,
  s3: ['GetObject', 'PutObject', 'ListObjectsV2', 'HeadObject', 'DeleteObject'],
  cloudformation: ['DescribeStacks', 'CreateChangeSet', 'ExecuteChangeSet'],
  logs: ['FilterLogEvents', 'PutLogEvents'],
  sts: ['GetCallerIdentity', 'AssumeRole'],
  iam: ['GetRole', 'CreateRole', 'PutRolePolicy'],
  acm: ['DescribeCertificate', 'RequestCertificate'],
};
