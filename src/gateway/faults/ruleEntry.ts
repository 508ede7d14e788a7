import { canonicalRule, type ExtendedRule } from '../../core/faults/rule';
import type { Clock } from '../clock';
import { Delays } from './delays';

/** A rule in force, with what happened to it since it was set. */
export class RuleEntry {
  readonly form: string;
  hits = 0;
  matches = 0;
  /** Unix ms at which it ends by itself. */
  readonly endsAt: number | undefined;
  private readonly timer: { dispose(): void } | undefined;
  private delays: Delays;

  constructor(
    readonly rule: ExtendedRule,
    /** Of the request that set it (`x-chaos-owner`). */
    readonly owner: string | undefined,
    private readonly clock: Clock,
    /** Called once when its duration is over. */
    onOver: (entry: RuleEntry) => void,
    /** An equal one, spent, whose place it takes: what waits goes on waiting. */
    before?: RuleEntry,
  ) {
    this.form = canonicalRule(rule);
    this.delays = before?.delays ?? new Delays(clock);
    before?.leave();
    const { durationMs } = rule;
    if (durationMs === undefined) return;
    this.endsAt = clock.now() + durationMs;
    this.timer = clock.after(durationMs, () => onOver(this));
  }

  /** It had as many calls as it was set for. */
  get isSpent(): boolean {
    return this.rule.count !== undefined && this.matches >= this.rule.count;
  }

  /** Calls wait because of it. */
  get isAwaited(): boolean {
    return this.delays.size > 0;
  }

  /** See `Delays.wait`. */
  wait(delayMs: number, signal: AbortSignal): Promise<boolean> {
    return this.delays.wait(delayMs, signal);
  }

  /** It is in force no more: what waits goes on. */
  dispose(): void {
    this.timer?.dispose();
    this.delays.letAllGo();
  }

  private leave(): void {
    this.delays = new Delays(this.clock);
  }
}
