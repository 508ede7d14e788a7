import type { AwsCall, Protocol } from '../../aws/awsCall';
import type { HttpRequest } from '../../aws/http';
import { hostOf } from '../http/hostOf';
import { type FoundService, findService } from './findService';
import { isRestService, matchRestOperation, type RestMatch } from './matchRestOperation';
import { type NamedOperation, readNamedOperation } from './namedOperation';
import { readServiceHost, type ServiceHost } from './serviceHost';
import { readSigningScope } from './signingScope';

/** REST services whose bodies are XML; no request tells it. */
const restXmlServices = new Set(['s3', 's3control', 'route53', 'cloudfront']);

/**
 * The AWS API call in a raw request, or undefined when there is none. `operation` is empty when the service is known
 * but the request fits none of its operations.
 *
 *   service, region   signature, else host, else target, version or path
 *   operation         X-Amz-Target, rpc-v2-cbor path, Action, else method + path + query
 */
export function identifyCall(request: HttpRequest, defaultRegion: string): AwsCall | undefined {
  const scope = readSigningScope(request);
  const host = readServiceHost(hostOf(request));
  const named = readNamedOperation(request);
  const found = findService({ signingName: scope?.service, hostName: host.service, named, asked: request });
  if (found === undefined) return undefined;
  const { service } = found;
  const region = scope?.region ?? host.region ?? defaultRegion;
  const isRest = named === undefined || (named.protocol === 'query' && isRestService(service));
  const match = isRest ? matchPath(found, request, host) : undefined;
  return named !== undefined && match === undefined
    ? namedCall(service, region, named)
    : restCall(service, region, match);
}

function matchPath(
  { service, match: found }: FoundService,
  request: HttpRequest,
  host: ServiceHost,
): RestMatch | undefined {
  const match = found ?? matchRestOperation(service, request);
  if (service !== 's3' || !host.prefix || isFixed(match)) return match;
  return matchRestOperation(service, { ...request, path: `/${host.prefix}${request.path}` });
}

/** `WriteGetObjectResponse`, the one operation of S3 with a path of its own, has a host of its own as well. */
const isFixed = (match: RestMatch | undefined): boolean => match !== undefined && match.fixed > 0;

const namedCall = (service: string, region: string, { protocol, operation }: NamedOperation): AwsCall => ({
  service,
  operation,
  region,
  protocol: protocol === 'query' && service === 'ec2' ? 'ec2' : protocol,
  labels: {},
});

function restCall(service: string, region: string, match: RestMatch | undefined): AwsCall {
  const protocol: Protocol = restXmlServices.has(service) ? 'rest-xml' : 'rest-json';
  return { service, operation: match?.operation ?? '', region, protocol, labels: match?.labels ?? {} };
}
