import { randomUUID } from 'node:crypto';
import type { AwsCall } from '../aws/awsCall';
import type { Backend, EndpointRoute } from '../aws/backend';
import type { HttpAnswer, HttpReply, IncomingRequest } from '../aws/http';
import { type Arrival, type Parts, withRule } from './exchange';
import { faultError } from './faults/faultError';
import type { FiredRule } from './faults/ruleStore';
import { jsonReply } from './http/jsonReply';
import { type InternalCallScope, internalCalls } from './internalCalls';

/**
 * Answers a call of a deployed endpoint. It is matched as API Gateway's `InvokeRestApi` in the API's region; then what
 * API Gateway calls behind it is matched on its own, and a fault there shows as the 502 that API Gateway makes of it.
 */
export async function answerEndpoint(
  parts: Parts,
  route: EndpointRoute,
  request: IncomingRequest,
  arrival: Arrival,
): Promise<HttpAnswer> {
  const { rules, effects } = parts;
  const call = { service: 'apigateway', operation: 'InvokeRestApi', region: route.region };
  await effects.delay(arrival.signal);
  const fired = rules.match(call);
  const internal = internalCalls(parts, arrival.signal);
  const reply = fired ? injected(fired) : await invoke(parts.backend, route, request, internal, arrival);
  const cause = fired ?? internal.fired;
  publish(parts, call, route, arrival, reply.status, cause);
  return cause ? withRule(reply, cause.index) : reply;
}

const invoke = async (
  backend: Backend,
  route: EndpointRoute,
  request: IncomingRequest,
  internal: InternalCallScope,
  { signal }: Arrival,
): Promise<HttpAnswer> =>
  route.behind && internal.fails(route.behind)
    ? badGateway()
    : backend.invoke(route, request, internal.run, signal);

function publish(
  { events }: Parts,
  call: Pick<AwsCall, 'service' | 'operation' | 'region'>,
  route: EndpointRoute,
  arrival: Arrival,
  status: number,
  cause: FiredRule | undefined,
): void {
  const id = endpointId(route);
  events.publish({
    time: arrival.time,
    ...call,
    protocol: 'http',
    status,
    durationMs: arrival.elapsedMs(),
    ...(cause ? { rule: cause.index } : {}),
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

function injected({ rule }: FiredRule): HttpReply {
  const { code, message, status } = faultError(rule);
  return gatewayError(status, code, message);
}

/** What API Gateway makes of an integration that fails. */
const badGateway = (): HttpReply =>
  gatewayError(502, 'InternalServerErrorException', 'Internal server error');

/** The shape of API Gateway's own errors. */
const gatewayError = (status: number, code: string, message: string): HttpReply =>
  jsonReply(status, { message }, { 'x-amzn-errortype': code, 'x-amzn-requestid': randomUUID() });
