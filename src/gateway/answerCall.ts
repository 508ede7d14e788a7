import { randomUUID } from 'node:crypto';
import type { AwsCall } from '../aws/awsCall';
import type { HttpAnswer, IncomingRequest } from '../aws/http';
import { renderError } from '../aws/serialize/renderError';
import { type Arrival, type Parts, withRule } from './exchange';
import { faultError } from './faults/faultError';
import type { FiredRule } from './faults/ruleStore';

/** Answers one AWS API call: delay, then the rules, then the backend. */
export async function answerCall(
  { backend, rules, effects, events }: Parts,
  call: AwsCall,
  request: IncomingRequest,
  arrival: Arrival,
): Promise<HttpAnswer> {
  if (isBypass(call, request)) return backend.call(call, request, arrival.signal);
  await effects.delay(arrival.signal);
  const fired = rules.match(call);
  const reply = fired ? injected(call, fired) : await backend.call(call, request, arrival.signal);
  const { service, operation, region, protocol } = call;
  const crossed = { time: arrival.time, service, operation, region, protocol, status: reply.status };
  const rule = fired ? { rule: fired.index } : {};
  events.publish({ ...crossed, durationMs: arrival.elapsedMs(), ...rule, internal: false });
  return reply;
}

/** The lab's own discovery (`x-chaos-bypass: 1`): only reads get past the rules. */
const isBypass = ({ operation }: AwsCall, { head }: IncomingRequest): boolean =>
  head.headers['x-chaos-bypass'] === '1' && /^(Get|List|Describe|Head)/.test(operation);

const injected = (call: AwsCall, { rule, index }: FiredRule): HttpAnswer =>
  withRule(renderError(call.protocol, call.service, faultError(rule), randomUUID()), index);
