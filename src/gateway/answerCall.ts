import { randomUUID } from 'node:crypto';
import type { AwsCall } from '../aws/awsCall';
import type { Backend } from '../aws/backend';
import type { HttpAnswer, IncomingRequest } from '../aws/http';
import { renderError } from '../aws/serialize/renderError';
import { cutConnection } from './cutConnection';
import { type Arrival, type Parts, ruleFields, withRule } from './exchange';
import { faultError } from './faults/faultError';
import type { FiredRule } from './faults/firedRule';
import type { LiveReply } from './http/httpServer';

/** Answers one AWS API call: delay, then the rules, then the backend. */
export async function answerCall(
  parts: Parts,
  call: AwsCall,
  request: IncomingRequest,
  arrival: Arrival,
): Promise<HttpAnswer | LiveReply> {
  const { backend, rules, effects } = parts;
  if (isBypass(call, request)) return backend.call(call, request, arrival.waiting);
  if (effects.latencyMs > 0) await effects.delay(arrival.signal);
  const match = rules.match(call);
  const fired = match && (await rules.settle(match, arrival));
  const reply = await answerUnder(fired, backend, call, request, arrival);
  publish(parts, call, arrival, 'live' in reply ? 0 : reply.status, fired);
  return reply;
}

/** The lab's own discovery (`x-chaos-bypass: 1`): only reads get past the rules. */
const isBypass = ({ operation }: AwsCall, { head }: IncomingRequest): boolean =>
  head.headers['x-chaos-bypass'] === '1' && /^(Get|List|Describe|Head)/.test(operation);

async function answerUnder(
  fired: FiredRule | undefined,
  backend: Backend,
  call: AwsCall,
  request: IncomingRequest,
  { waiting }: Arrival,
): Promise<HttpAnswer | LiveReply> {
  if (fired === undefined) return backend.call(call, request, waiting);
  switch (fired.outcome) {
    case 'pass':
      return withRule(await backend.call(call, request, waiting), fired);
    case 'error':
      return injected(call, fired);
    default:
      return cutConnection(fired);
  }
}

const injected = (call: AwsCall, fired: FiredRule): HttpAnswer =>
  withRule(renderError(call.protocol, call.service, faultError(fired.rule), randomUUID()), fired);

function publish(
  { events }: Parts,
  { service, operation, region, protocol }: AwsCall,
  arrival: Arrival,
  status: number,
  fired: FiredRule | undefined,
): void {
  if (!events.isWanted()) return;
  const crossed = { time: arrival.time, service, operation, region, protocol, status };
  events.publish({ ...crossed, durationMs: arrival.elapsedMs(), ...ruleFields(fired), internal: false });
}
