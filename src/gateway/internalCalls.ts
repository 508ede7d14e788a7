import type { CallIdentity } from '../aws/awsCall';
import { isAwsError } from '../aws/awsError';
import type { InternalCalls } from '../aws/backend';
import { arrive, type Parts } from './exchange';
import { faultError } from './faults/faultError';
import type { FiredRule } from './faults/ruleStore';

/** The calls that answering one request makes inside the emulator, and the rule that failed one of them. */
export interface InternalCallScope {
  readonly run: InternalCalls;
  /** Whether a rule fails a call that is made where the gateway cannot see it: one that it lets pass leaves no event. */
  fails(call: CallIdentity): boolean;
  readonly fired: FiredRule | undefined;
}

/** One attempt, no delay: latency is for what comes from outside. */
export function internalCalls({ rules, events }: Parts, signal: AbortSignal): InternalCallScope {
  let fired: FiredRule | undefined;
  const run: InternalCalls = async (call, work) => {
    const arrival = arrive(signal);
    const rule = rules.match(call);
    const publish = (status: number) => {
      const crossed = { time: arrival.time, ...identity(call), status, durationMs: arrival.elapsedMs() };
      events.publish({ ...crossed, ...(rule ? { rule: rule.index } : {}), internal: true });
    };
    try {
      if (rule !== undefined) {
        fired = rule;
        throw faultError(rule.rule);
      }
      const result = await work();
      publish(200);
      return result;
    } catch (error) {
      publish(isAwsError(error) ? error.status : 500);
      throw error;
    }
  };
  const fails = (call: CallIdentity): boolean => {
    const rule = rules.match(call);
    if (rule === undefined) return false;
    fired = rule;
    const { status } = faultError(rule.rule);
    const crossed = { time: Date.now(), ...identity(call), status, durationMs: 0, rule: rule.index };
    events.publish({ ...crossed, internal: true });
    return true;
  };
  return {
    run,
    fails,
    get fired() {
      return fired;
    },
  };
}

const identity = ({ service, operation, region }: CallIdentity): CallIdentity => ({
  service,
  operation,
  region,
});
