import type { EndpointRoute } from '../../../aws/backend';
import type { HttpRequest } from '../../../aws/http';
import type { Resource } from '../model';
import type { RequestIds } from './requestIds';

export interface Caller {
  readonly route: EndpointRoute;
  readonly request: HttpRequest;
  readonly resource: Resource;
  readonly deploymentId: string;
  readonly accountId: string;
  readonly ids: RequestIds;
  readonly received: Date;
}

/** `requestContext` of an event, and what `$context` begins with in a template. */
export type RequestContext = Readonly<Record<string, unknown>>;

export function createRequestContext(caller: Caller): RequestContext {
  const { route, request, resource, deploymentId, accountId, ids, received } = caller;
  const domainName = route.domain ?? `${route.apiId}.execute-api.${route.region}.amazonaws.com`;
  return {
    resourceId: resource.id,
    resourcePath: resource.path,
    httpMethod: request.method,
    extendedRequestId: ids.extendedRequestId,
    requestTime: logTime(received),
    path: route.domain === undefined ? `/${route.stage}${route.path}` : request.path,
    accountId,
    protocol: 'HTTP/1.1',
    stage: route.stage,
    domainPrefix: domainName.split('.', 1)[0],
    requestTimeEpoch: received.getTime(),
    requestId: ids.requestId,
    identity: identityOf(request),
    domainName,
    deploymentId,
    apiId: route.apiId,
  };
}

const identityOf = ({ sourceIp, headers }: HttpRequest): Record<string, string | null> => ({
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  sourceIp,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  userAgent: headers['user-agent'] ?? null,
  user: null,
});

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `09/Apr/2026:12:34:56 +0000` */
function logTime(time: Date): string {
  const [year, month, day] = time.toISOString().slice(0, 10).split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.toISOString().slice(11, 19)} +0000`;
}
