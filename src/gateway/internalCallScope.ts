import type { CallIdentity } from '../aws/awsCall';
import { AwsError, isAwsError } from '../aws/awsError';
import type { InternalCalls } from '../aws/backend';
import type { Waiting } from '../aws/waiting';
import type { ExtendedRule } from '../core/faults/rule';
import { type Arrival, arrive, type Parts, ruleFields } from './exchange';
import { faultError } from './faults/faultError';
import type { FiredRule } from './faults/firedRule';

/** As long as API Gateway waits for an integration, unless it is told otherwise. */
const LIMIT_MS = 29_000;

/**
 * The calls that answering one request makes inside the emulator, and the rule that had a part in one of them. One
 * attempt. The latency effect is for what comes from outside; a rule's latency is for what the rule fits, once: a rule
 * that delayed the request itself (`outer`) does not delay the calls behind it again.
 */
export class InternalCallScope {
  private readonly delayedBy: Set<ExtendedRule>;
  private cause: FiredRule | undefined;

  constructor(
    private readonly parts: Pick<Parts, 'rules' | 'events'>,
    private readonly waiting: Waiting,
    outer?: FiredRule,
  ) {
    this.delayedBy = new Set(outer && [outer.rule]);
  }

  get fired(): FiredRule | undefined {
    return this.cause;
  }

  readonly run: InternalCalls = async (call, work) => {
    const arrival = arrive(this.waiting);
    let fired: FiredRule | undefined;
    try {
      fired = await this.meet(call);
      if (fired && fired.outcome !== 'pass') throw errorOf(fired);
      const result = await work();
      this.publish(call, arrival, 200, fired);
      return result;
    } catch (error) {
      this.publish(call, arrival, isAwsError(error) ? error.status : 500, fired);
      throw error;
    }
  };

  /**
   * How a rule fails a call that is made where the gateway cannot see it: with an error, or by taking longer than its
   * caller waits. One that it lets pass leaves no event.
   */
  async failure(call: CallIdentity): Promise<'error' | 'late' | undefined> {
    const arrival = arrive(this.waiting);
    const fired = await this.meet(call, LIMIT_MS);
    if (fired === undefined || fired.outcome === 'pass') return undefined;
    this.publish(call, arrival, errorOf(fired).status, fired);
    return fired.outcome === 'timeout' && fired.waitMs >= LIMIT_MS ? 'late' : 'error';
  }

  private async meet(call: CallIdentity, limitMs?: number): Promise<FiredRule | undefined> {
    const { rules } = this.parts;
    const match = rules.match(call);
    if (match === undefined) return undefined;
    const { delayedBy } = this;
    const { signal } = this.waiting;
    const delaysAgain = match.outcome === 'pass' && delayedBy.has(match.rule);
    if (!delaysAgain) this.cause = match; // whoever waits for the call may give up before it is settled
    const fired = await rules.settle(match, { signal, delayedBy, ...(limitMs !== undefined && { limitMs }) });
    if (!delaysAgain) this.cause = fired;
    delayedBy.add(match.rule);
    return fired;
  }

  private publish(call: CallIdentity, arrival: Arrival, status: number, fired: FiredRule | undefined): void {
    if (!this.parts.events.isWanted()) return;
    const { service, operation, region } = call;
    const crossed = { time: arrival.time, service, operation, region, status };
    const { events } = this.parts;
    events.publish({ ...crossed, durationMs: arrival.elapsedMs(), ...ruleFields(fired), internal: true });
  }
}

/** What the caller makes of it: there is no connection between the services that could be cut. */
const errorOf = (fired: FiredRule): AwsError =>
  fired.outcome === 'error'
    ? faultError(fired.rule)
    : new AwsError('ConnectionError', 'The connection was cut by a simulated fault', 502);
