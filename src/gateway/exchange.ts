import type { Backend } from '../aws/backend';
import type { HttpAnswer } from '../aws/http';
import type { Waiting } from '../aws/waiting';
import type { ChaosEvent } from './events/chaosEvent';
import type { EventHub } from './events/eventHub';
import type { Effects } from './faults/effects';
import type { FiredRule } from './faults/firedRule';
import type { RuleStore } from './faults/ruleStore';

/** What answering a request takes. */
export interface Parts {
  readonly backend: Backend;
  readonly rules: RuleStore;
  readonly effects: Effects;
  readonly events: EventHub;
}

/** When a request arrived, and whether anybody still waits for its answer. */
export interface Arrival {
  /** Unix ms. */
  readonly time: number;
  /** Tells when the client goes away or the engine closes. */
  readonly waiting: Waiting;
  /** The same as a signal. */
  readonly signal: AbortSignal;
  /** Ms since it arrived. */
  elapsedMs(): number;
}

export const arrive = (waiting: Waiting): Arrival => new Arrived(waiting);

class Arrived implements Arrival {
  readonly time: number;
  private readonly started: number;

  constructor(readonly waiting: Waiting) {
    this.time = Date.now();
    this.started = performance.now();
  }

  get signal(): AbortSignal {
    return this.waiting.signal;
  }

  elapsedMs(): number {
    return Math.round((performance.now() - this.started) * 10) / 10;
  }
}

/**
 * An answer that a rule made names it, so that it can be told from a real one; one that a rule delayed says by how many
 * ms, and which rule did.
 */
export function withRule(answer: HttpAnswer, fired: FiredRule): HttpAnswer {
  const { index, waitMs } = fired;
  const delayed = waitMs > 0 ? withHeader(answer, 'x-chaos-delay', `${waitMs};rule=${index}`) : answer;
  return fired.outcome === 'pass' ? delayed : withHeader(delayed, 'x-chaos-rule', String(index));
}

/** In addition to what the answer has under this name. */
function withHeader(answer: HttpAnswer, name: string, value: string): HttpAnswer {
  if ('stream' in answer) return { ...answer, rawHeaders: [...answer.rawHeaders, name, value] };
  const there = answer.headers[name];
  return { ...answer, headers: { ...answer.headers, [name]: there ? `${there}, ${value}` : value } };
}

/** What an event tells of the rule. */
export const ruleFields = (
  fired: FiredRule | undefined,
): Pick<ChaosEvent, 'rule' | 'delayMs' | 'delayedBy'> | undefined =>
  fired && {
    ...(fired.outcome !== 'pass' && { rule: fired.index }),
    ...(fired.waitMs > 0 && { delayMs: fired.waitMs, delayedBy: fired.index }),
  };
