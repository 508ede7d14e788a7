import { randomUUID } from 'node:crypto';
import type { AwsCall } from '../aws/awsCall';
import { AwsError, isAwsError } from '../aws/awsError';
import type { Backend } from '../aws/backend';
import type { HttpReply, HttpRequest } from '../aws/http';
import { renderError } from '../aws/serialize/renderError';
import { type Arrival, type Parts, ruleHeader } from './exchange';
import { faultError } from './faults/faultError';
import type { FiredRule } from './faults/ruleStore';

/** Answers one AWS API call: delay, then the rules, then the backend. */
export async function answerCall(
  { backend, rules, effects, events }: Parts,
  call: AwsCall,
  request: HttpRequest,
  arrival: Arrival,
): Promise<HttpReply> {
  if (isBypass(call, request)) return serve(backend, call, request);
  await effects.delay(arrival.signal);
  const fired = rules.match(call);
  const reply = fired ? injected(call, fired) : await serve(backend, call, request);
  const { service, operation, region, protocol } = call;
  const crossed = { time: arrival.time, service, operation, region, protocol, status: reply.status };
  const rule = fired ? { rule: fired.index } : {};
  events.publish({ ...crossed, durationMs: arrival.elapsedMs(), ...rule, internal: false });
  return reply;
}

async function serve(backend: Backend, call: AwsCall, request: HttpRequest): Promise<HttpReply> {
  try {
    if (call.operation === '') throw unknownOperation(call, request);
    return await backend.call(call, request);
  } catch (error) {
    if (isAwsError(error)) return renderError(call.protocol, call.service, error, randomUUID());
    throw error;
  }
}

/** The lab's own discovery (`x-chaos-bypass: 1`): only reads get past the rules. */
const isBypass = ({ operation }: AwsCall, { headers }: HttpRequest): boolean =>
  headers['x-chaos-bypass'] === '1' && /^(Get|List|Describe|Head)/.test(operation);

function injected(call: AwsCall, { rule, index }: FiredRule): HttpReply {
  const reply = renderError(call.protocol, call.service, faultError(rule), randomUUID());
  return { ...reply, headers: { ...reply.headers, ...ruleHeader(index) } };
}

const unknownOperation = ({ service }: AwsCall, { method, path }: HttpRequest): AwsError =>
  new AwsError(
    'NotImplemented',
    `${method} ${path.slice(0, 200)} is no operation of "${service}" that the engine knows.`,
    501,
  );
