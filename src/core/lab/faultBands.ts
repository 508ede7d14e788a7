import type { FaultScope } from '../faults/faultScope';
import { describeScope, scopeOf } from '../faults/faultScope';
import type { FaultsState } from '../faults/faultsState';
import { canonicalRule, type FaultRule } from '../faults/rule';
import { RingBuffer } from './ringBuffer';

/** A time in which a fault was in force. */
export interface FaultBand {
  /** The same for as long as it lasts, and no other's. */
  readonly id: number;
  readonly kind: 'rule' | 'latency';
  /** `lambda in us-east-1`, `latency 400 ms`. */
  readonly label: string;
  /** What it reaches; everything for a latency. */
  readonly scope: FaultScope;
  /** Unix ms at which the lab saw it first. */
  readonly from: number;
  /** Unix ms; absent while it lasts. */
  readonly to?: number;
}

/** So many that are over are remembered. */
const kept = 200;

/** When which fault was in force, from the states of the engine one after the other. */
export class FaultBands {
  private readonly open = new Map<string, FaultBand>();
  private readonly closed = new RingBuffer<FaultBand>(kept);
  private nextId = 1;

  /** Those that are over, then those that last, each in the order of their beginning. */
  get all(): readonly FaultBand[] {
    return [...[...this.closed].sort((a, b) => a.from - b.from), ...this.open.values()];
  }

  /** Gives whether anything began or ended. */
  update(state: FaultsState, now: number): boolean {
    const present = new Map(inForce(state));
    const over = [...this.open.keys()].filter((key) => !present.has(key));
    for (const key of over) this.close(key, now);
    const begun = [...present].filter(([key]) => !this.open.has(key));
    for (const [key, band] of begun) this.open.set(key, { id: this.nextId++, ...band, from: now });
    return over.length > 0 || begun.length > 0;
  }

  private close(key: string, now: number): void {
    const band = this.open.get(key);
    this.open.delete(key);
    if (band) this.closed.push({ ...band, to: now });
  }
}

type Begun = readonly [key: string, Omit<FaultBand, 'id' | 'from'>];

const inForce = ({ rules, latencyMs }: FaultsState): Begun[] => [
  ...rules.map(
    ({ rule }): Begun => [effectOf(rule), { kind: 'rule', label: describeScope(rule), scope: scopeOf(rule) }],
  ),
  ...(latencyMs > 0 ? [latencyBand(latencyMs)] : []),
];

const latencyBand = (latencyMs: number): Begun => {
  const label = `latency ${latencyMs} ms`;
  return [label, { kind: 'latency', label, scope: {} }];
};

/** The same for rules that do the same: whose they are and when they end makes no difference to what is hit. */
const effectOf = ({ description, ...effect }: FaultRule): string => canonicalRule(effect);
