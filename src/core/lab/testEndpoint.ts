import type { Endpoint, Integration } from '../endpoints/endpoint';

/** For tests: an endpoint of the sample application. */
export const testEndpoint = (
  path: string,
  functionName?: string,
  change: Partial<Endpoint> = {},
): Endpoint => {
  const region = change.region ?? 'us-east-1';
  const integration: Integration = functionName ? { kind: 'lambda', functionName, region } : { kind: 'mock' };
  return {
    id: `${region}/a1/local GET ${path}`,
    region,
    apiId: 'a1',
    apiName: 'chaos-example',
    stage: 'local',
    method: 'GET',
    path,
    url: `http://127.0.0.1:4566/_aws/execute-api/a1/local${path}`,
    integration,
    probeable: true,
    ...change,
  };
};
