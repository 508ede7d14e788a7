import type { Clock } from '../clock';
import { HumanError, messageOf } from '../errors';
import type { ChaosClient } from '../http/chaosClient';
import type { HaltReport } from './faultsState';
import type { FaultRule } from './rule';
import { sameRule } from './ruleValidation';
import { parseTag } from './tag';

const attempts = 8;
const retryAfterMs = 250;

/** What the lab knows it has to take back, before it has asked. */
export interface KnownFaults {
  readonly rules: readonly FaultRule[];
  readonly latencyMs: number;
}

/**
 * Takes back every `chaos-lab:` rule and the latency, in two steps. `strike` fires at what is known, all at once and
 * without reading first, so that it works at a slow engine too; `sweep` then reads back until nothing of the lab is
 * left: others may add rules meanwhile, and a write that was under way may land after the strike.
 */
export class Halt {
  private readonly seen: FaultRule[] = [];
  private latencyCleared = false;

  constructor(
    private readonly client: ChaosClient,
    private readonly clock: Clock,
    private readonly effects: boolean,
  ) {}

  /** Never rejects: what it could not do, the sweep does. */
  async strike(known: KnownFaults): Promise<void> {
    const rules = known.rules.filter(isLabs);
    this.remember(rules);
    await Promise.allSettled([
      rules.length > 0 ? this.client.deleteFaults(rules) : undefined,
      known.latencyMs > 0 ? this.clearLatency() : undefined,
    ]);
  }

  /** Rejects with a `HumanError` when the engine still holds faults of the lab, or does not say, in the end. */
  async sweep(): Promise<HaltReport> {
    for (let attempt = 1; ; attempt++) {
      try {
        const remaining = await this.sweepOnce();
        if (remaining) return this.report(remaining);
      } catch (error) {
        if (attempt === attempts) throw notHalted(error);
      }
      if (attempt === attempts) throw notHalted(new Error('somebody adds faults again and again'));
      await this.pause();
    }
  }

  /** The rules of others, when none of ours is left. */
  private async sweepOnce(): Promise<FaultRule[] | undefined> {
    const [rules, latencyMs] = await Promise.all([
      this.client.getFaults(),
      this.effects ? this.client.getLatency() : 0,
    ]);
    const labs = rules.filter(isLabs);
    if (labs.length === 0 && latencyMs === 0) return rules;
    this.remember(labs);
    const [left] = await Promise.all([
      labs.length > 0 ? this.client.deleteFaults(labs) : rules,
      latencyMs > 0 ? this.clearLatency() : undefined,
    ]);
    return left.some(isLabs) ? undefined : left;
  }

  private async clearLatency(): Promise<void> {
    await this.client.setLatency(0);
    this.latencyCleared = true;
  }

  private remember(rules: readonly FaultRule[]): void {
    for (const rule of rules) if (!this.seen.some((known) => sameRule(known, rule))) this.seen.push(rule);
  }

  private report(remaining: readonly FaultRule[]): HaltReport {
    return { removedRules: this.seen.length, clearedLatency: this.latencyCleared, remaining };
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      this.clock.after(retryAfterMs, resolve);
    });
  }
}

const isLabs = (rule: FaultRule) => parseTag(rule.description) !== undefined;

const notHalted = (cause: unknown) =>
  new HumanError(
    `The faults could not all be taken back: ${messageOf(cause)} Halt again, or stop the engine, which ends them.`,
    'failed',
    { cause },
  );
