import type { CallIdentity } from '../aws/awsCall';
import { AwsError } from '../aws/awsError';
import type { Backend, EndpointRoute } from '../aws/backend';
import type { HttpAnswer, HttpReply, IncomingRequest } from '../aws/http';
import { cutConnection } from './cutConnection';
import { endpointError } from './endpointError';
import { type Arrival, type Parts, ruleFields, withRule } from './exchange';
import { faultError } from './faults/faultError';
import type { FiredRule } from './faults/firedRule';
import type { LiveReply } from './http/httpServer';
import { InternalCallScope } from './internalCallScope';

/**
 * Answers a call of a deployed endpoint. It is matched as API Gateway's `InvokeRestApi` in the API's region; then what
 * API Gateway calls behind it is matched on its own, and a fault there shows as the 502 that API Gateway makes of it.
 */
export async function answerEndpoint(
  parts: Parts,
  route: EndpointRoute,
  request: IncomingRequest,
  arrival: Arrival,
): Promise<HttpAnswer | LiveReply> {
  const { rules, effects } = parts;
  const call = { service: 'apigateway', operation: 'InvokeRestApi', region: route.region };
  if (effects.latencyMs > 0) await effects.delay(arrival.signal);
  const match = rules.match(call);
  const fired = match && (await rules.settle(match, arrival));
  if (fired && fired.outcome !== 'pass') return failed(parts, call, route, arrival, fired);
  const internal = new InternalCallScope(parts, arrival.waiting, fired);
  const reply = await invoke(parts.backend, route, request, internal, arrival);
  if (fired === undefined && internal.fired === undefined) {
    publish(parts, call, route, arrival, reply.status, []);
    return reply;
  }
  const causes = [fired, internal.fired].filter((cause) => cause !== undefined);
  publish(parts, call, route, arrival, reply.status, causes);
  return causes.reduce(withRule, reply);
}

function failed(
  parts: Parts,
  call: CallIdentity,
  route: EndpointRoute,
  arrival: Arrival,
  fired: FiredRule,
): HttpAnswer | LiveReply {
  const reply = fired.outcome === 'error' ? endpointError(route, faultError(fired.rule)) : undefined;
  publish(parts, call, route, arrival, reply?.status ?? 0, [fired]);
  return reply ? withRule(reply, fired) : cutConnection(fired);
}

async function invoke(
  backend: Backend,
  route: EndpointRoute,
  request: IncomingRequest,
  internal: InternalCallScope,
  { waiting }: Arrival,
): Promise<HttpAnswer> {
  const failure = route.behind === undefined ? undefined : await internal.failure(route.behind);
  switch (failure) {
    case undefined:
      return backend.invoke(route, request, internal.run, waiting);
    case 'error':
      return failedBehind(route);
    case 'late':
      return lateBehind(route);
  }
}

function publish(
  { events }: Parts,
  call: CallIdentity,
  route: EndpointRoute,
  arrival: Arrival,
  status: number,
  causes: readonly FiredRule[],
): void {
  if (!events.isWanted()) return;
  const id = endpointId(route);
  events.publish({
    time: arrival.time,
    ...call,
    protocol: 'http',
    status,
    durationMs: arrival.elapsedMs(),
    ...Object.assign({}, ...causes.map(ruleFields)),
    internal: false,
    ...(id === undefined ? {} : { endpoint: id }),
  });
}

/** The id that the lab's discovery gives the same endpoint. */
const endpointId = (route: EndpointRoute): string | undefined => {
  const { region, apiId, stage, domain, domainPath = '', resourcePath, resourceMethod } = route;
  const way = domain === undefined ? `${apiId}/${stage}` : `${domain}${domainPath}`;
  return resourcePath && `${region}/${way} ${resourceMethod} ${resourcePath}`;
};

/** What API Gateway makes of an integration that fails. */
const failedBehind = (route: EndpointRoute): HttpReply =>
  route.isHttpApi
    ? endpointError(route, new AwsError('InternalServerError', 'Internal Server Error', 500))
    : endpointError(route, new AwsError('InternalServerErrorException', 'Internal server error', 502));

/** … and of one that takes longer than it waits. */
const lateBehind = (route: EndpointRoute): HttpReply =>
  route.isHttpApi
    ? endpointError(route, new AwsError('ServiceUnavailable', 'Service Unavailable', 503))
    : endpointError(route, new AwsError('InternalServerErrorException', 'Endpoint request timed out', 504));
