import type { Backend } from '../aws/backend';
import type { HttpAnswer } from '../aws/http';
import type { EventHub } from './events/eventHub';
import type { Effects } from './faults/effects';
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
  /** Aborts when the client goes away or the engine closes. */
  readonly signal: AbortSignal;
  /** Ms since it arrived. */
  elapsedMs(): number;
}

export function arrive(signal: AbortSignal): Arrival {
  const started = performance.now();
  return { time: Date.now(), signal, elapsedMs: () => Math.round((performance.now() - started) * 10) / 10 };
}

const RULE_HEADER = 'x-chaos-rule';

/** An answer that a rule had a part in names it, so that it can be told from a real one. */
export const withRule = (answer: HttpAnswer, index: number): HttpAnswer =>
  'stream' in answer
    ? { ...answer, rawHeaders: [...answer.rawHeaders, RULE_HEADER, String(index)] }
    : { ...answer, headers: { ...answer.headers, [RULE_HEADER]: String(index) } };
