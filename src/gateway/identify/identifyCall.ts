import type { AwsCall, Protocol } from '../../aws/awsCall';
import type { HttpRequest } from '../../aws/http';
import { hostOf } from '../http/hostOf';
import { type CallHints, clientName } from './clientName';
import { matchRestOperation } from './matchRestOperation';
import { readServiceHost, type ServiceHost } from './serviceHost';
import { readSigningScope } from './signingScope';
import { unsignedService } from './unsignedService';

/** REST services whose bodies are XML; no request tells it. */
const restXmlServices = new Set(['s3', 's3control', 'route53', 'cloudfront']);
/** REST services that can be told by their paths alone. */
const servicesByPath = ['lambda', 'apigateway'];

/** How the operation is named in the request, where it is named. */
interface NamedOperation extends CallHints {
  readonly protocol: 'query' | 'json-1.0' | 'json-1.1' | 'rpc-v2-cbor';
  readonly operation: string;
}

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
  const hints = named ?? { path: request.path };
  const signingName = scope?.service ?? host.service;
  const service = signingName ? clientName(signingName, hints) : guessService(request, hints);
  if (service === undefined) return undefined;
  const region = scope?.region ?? host.region ?? defaultRegion;
  if (named !== undefined && !restXmlServices.has(service)) return namedCall(service, region, named);
  return restCall(service, region, request, host);
}

const guessService = (request: HttpRequest, hints: CallHints): string | undefined =>
  unsignedService(hints) ?? servicesByPath.find((service) => matchRestOperation(service, request));

const namedCall = (service: string, region: string, { protocol, operation }: NamedOperation): AwsCall => ({
  service,
  operation,
  region,
  protocol: protocol === 'query' && service === 'ec2' ? 'ec2' : protocol,
  labels: {},
});

function restCall(service: string, region: string, request: HttpRequest, host: ServiceHost): AwsCall {
  const path = service === 's3' && host.prefix ? `/${host.prefix}${request.path}` : request.path;
  const match = matchRestOperation(service, { ...request, path });
  const protocol: Protocol = restXmlServices.has(service) ? 'rest-xml' : 'rest-json';
  return { service, operation: match?.operation ?? '', region, protocol, labels: match?.labels ?? {} };
}

function readNamedOperation(request: HttpRequest): NamedOperation | undefined {
  return readTarget(request) ?? readCborPath(request) ?? readAction(request);
}

function readTarget({ headers, path }: HttpRequest): NamedOperation | undefined {
  const [, target, operation] = /^(.+)\.(\w+)$/.exec(headers['x-amz-target'] ?? '') ?? [];
  if (target === undefined || operation === undefined) return undefined;
  const is10 = headers['content-type']?.startsWith('application/x-amz-json-1.0');
  return { protocol: is10 ? 'json-1.0' : 'json-1.1', operation, target, path };
}

function readCborPath({ headers, path }: HttpRequest): NamedOperation | undefined {
  const [, target, operation] = /\/service\/([\w.-]+)\/operation\/(\w+)$/.exec(path) ?? [];
  if (target === undefined || operation === undefined) return undefined;
  return headers['smithy-protocol'] === 'rpc-v2-cbor'
    ? { protocol: 'rpc-v2-cbor', operation, target, path }
    : undefined;
}

function readAction({ headers, query, body, path }: HttpRequest): NamedOperation | undefined {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const form = isForm ? new URLSearchParams(body.toString('utf8')) : query;
  const operation = form.get('Action') ?? query.get('Action');
  if (!operation || !/^\w+$/.test(operation)) return undefined;
  return { protocol: 'query', operation, version: form.get('Version') ?? query.get('Version') ?? '', path };
}
