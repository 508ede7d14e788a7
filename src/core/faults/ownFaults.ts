import type { Disposable } from '../disposable';
import { Emitter } from '../event';
import { describeScope } from './faultScope';
import type { FaultsState } from './faultsState';
import { endsByItself, type FaultRule } from './rule';
import { canonicalRule } from './ruleValidation';

/** Faults of ours that went without our doing. */
export interface LostFaults {
  readonly rules: readonly FaultRule[];
  /** The latency that we had set is gone too. */
  readonly latency: boolean;
  /** What happened, and the next step. */
  readonly reason: string;
}

/**
 * What this lab has set and not taken back, by what was read last. The engine is asked again and again: what it no
 * longer holds then was taken by somebody else, or lost in a restart.
 */
export class OwnFaults implements Disposable {
  private readonly lost = new Emitter<LostFaults>();
  private rules = new Map<string, FaultRule>();
  /** Being deleted by us: a reading that began before may still show them. */
  private readonly leaving = new Set<string>();
  private halting = 0;
  private wasAway = false;
  /** The values that ours may have: more than one when a write failed, which may have been done all the same. */
  private ownLatencies: ReadonlySet<number> = new Set();
  /** The write of it succeeded: its going is a loss. */
  private latencyIsSure = false;
  private settingLatency = 0;

  readonly onDidLose = this.lost.event;

  /** Whether anything of ours is there, or being set. */
  get hasAny(): boolean {
    return this.rules.size > 0 || this.leaving.size > 0 || this.hasLatency || this.settingLatency > 0;
  }

  /** The values that the latency has if it is ours. */
  get latencies(): readonly number[] {
    return [...this.ownLatencies];
  }

  /** Whether the latency is ours to take back; not when somebody else has set another one since. */
  get hasLatency(): boolean {
    return this.ownLatencies.size > 0;
  }

  /** A newer reading than all before. */
  see(state: FaultsState): void {
    const present = new Set(state.rules.map(({ rule }) => canonicalRule(rule)));
    const gone = [...this.rules].filter(([form]) => !present.has(form)).map(([, rule]) => rule);
    const lost = gone.filter((rule) => !endsByItself(rule));
    const latencyGone = this.seeLatency(state.latencyMs);
    this.rules = new Map(this.halting > 0 ? [] : this.oursIn(state));
    if (lost.length > 0 || latencyGone) this.tell(lost, latencyGone);
    this.wasAway = false;
  }

  /** Around the write of a latency; 0 takes it back. */
  async whileSettingLatency(latencyMs: number, work: () => Promise<void>): Promise<void> {
    const next = latencyMs > 0 ? [latencyMs] : [];
    this.ownLatencies = new Set([...this.ownLatencies, ...next]);
    this.latencyIsSure = false;
    this.settingLatency++;
    try {
      await work();
      const others = this.settingLatency > 1 ? this.ownLatencies : [];
      this.ownLatencies = new Set([...others, ...next]);
      this.latencyIsSure = true;
    } finally {
      this.settingLatency--;
    }
  }

  /** While `work`, which deletes these rules, goes on, their going is no loss. */
  async whileLeaving<T>(rules: readonly FaultRule[], work: () => Promise<T>): Promise<T> {
    const forms = rules.map(canonicalRule);
    for (const form of forms) {
      this.leaving.add(form);
      this.rules.delete(form);
    }
    try {
      return await work();
    } finally {
      for (const form of forms) this.leaving.delete(form);
    }
  }

  /** While `work`, which takes everything back, goes on, nothing is a loss. */
  async whileHalting<T>(work: () => Promise<T>): Promise<T> {
    this.forget();
    this.halting++;
    try {
      return await work();
    } finally {
      this.halting--;
    }
  }

  /** The engine went away by itself: what it does not hold when it is back, it has lost. */
  interrupted(): void {
    this.wasAway = true;
  }

  /** Nothing of what was set is expected to be there any more. */
  forget(): void {
    this.rules.clear();
    this.ownLatencies = new Set();
  }

  dispose(): void {
    this.lost.dispose();
  }

  /** Whether ours is gone. */
  private seeLatency(latencyMs: number): boolean {
    if (this.settingLatency > 0 || this.ownLatencies.has(latencyMs)) return false;
    const gone = this.hasLatency && this.latencyIsSure && latencyMs === 0;
    this.ownLatencies = new Set();
    return gone;
  }

  private oursIn({ rules }: FaultsState): [string, FaultRule][] {
    return rules
      .filter(({ owner }) => owner === 'ours')
      .map(({ rule }): [string, FaultRule] => [canonicalRule(rule), rule])
      .filter(([form]) => !this.leaving.has(form));
  }

  private tell(rules: readonly FaultRule[], latency: boolean): void {
    const what = [...rules.map(describeScope), ...(latency ? ['the latency'] : [])].join(', ');
    const how = this.wasAway
      ? 'The engine restarted and has lost what you had set'
      : 'What you had set is gone, taken back by somebody else or lost in a restart of the engine';
    this.lost.fire({ rules, latency, reason: `${how}: ${what}. Set it again if you still need it.` });
  }
}
