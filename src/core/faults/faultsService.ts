import { type Clock, systemClock } from '../clock';
import type { Disposable } from '../disposable';
import type { EngineStatus } from '../engines/engine';
import { HumanError, isHumanError, messageOf } from '../errors';
import type { Tracked } from '../event';
import { type Log, silentLog } from '../log';
import { Poller } from '../poller';
import { EngineLink } from './engineLink';
import { Expiry } from './expiry';
import type { FaultsConnection } from './faultsConnection';
import type { FaultsServiceOptions } from './faultsServiceOptions';
import type { FaultsState, HaltReport, RuleView } from './faultsState';

import { OwnFaults } from './ownFaults';
import { type ExtendedRule, endsByItself, type FaultRule, sameRule } from './rule';
import { sameEffect } from './sameEffect';
import { ShownFaults } from './shownFaults';
import { isOwner, parseTag } from './tag';
import { tagRule } from './tagRule';
import { whyNoFaults } from './whyNoFaults';

export interface FaultOptions {
  /** Taken back after this long; stays until cleared when absent. */
  readonly durationMs?: number;
}

/**
 * The faults of one engine: shows what it holds, read back from it, and is the one that writes.
 *
 *   add, remove … ──▶ WriteQueue ──▶ ChaosClient ──▶ engine
 *                                                      │ read back after each write, and every second or so
 *                          current, onDidChange ◀──────┘
 *
 * What writes rejects with a `HumanError` when the engine has no chaos, refuses (naming the field), or does not
 * answer; with an `AbortError` when `haltAll` came first.
 */
export class FaultsService implements Tracked<FaultsState>, Disposable {
  private readonly shown: ShownFaults;
  private readonly own = new OwnFaults();
  private readonly clock: Clock;
  private readonly log: Log;
  private readonly poller: Poller;
  private readonly expiry: Expiry;
  private readonly following: Disposable;
  private readonly link: EngineLink;
  private active = false;

  readonly onDidChange;
  /** Faults of ours are gone though we did not take them back: to be told, not to be set again. */
  readonly onDidLose = this.own.onDidLose;

  constructor(private readonly options: FaultsServiceOptions) {
    if (!isOwner(options.owner)) throw new Error(`Not an owner: ${options.owner}`);
    this.clock = options.clock ?? systemClock;
    this.log = options.log ?? silentLog;
    this.link = new EngineLink(options, this.clock, this.log, this.own);
    this.shown = new ShownFaults(whyNoFaults(options.engine.current), this.clock, options.engine.onDidLog);
    this.onDidChange = this.shown.onDidChange;
    this.expiry = new Expiry(this.clock, (due) => this.takeBack(due));
    this.poller = new Poller(
      this.clock,
      () => this.pollMs(),
      () => this.poll(),
    );
    this.following = options.engine.onDidChange((status) => this.follow(status));
    this.follow(options.engine.current);
  }

  get current(): FaultsState {
    return this.shown.current;
  }

  get owner(): string {
    return this.options.owner;
  }

  /** The process that takes our faults back when this one dies, while there is one. */
  get guardPid(): number | undefined {
    return this.link.guardPid;
  }

  /** Reads often while somebody watches. */
  setActive(active: boolean): void {
    if (active === this.active) return;
    this.active = active;
    if (active && this.link.current) this.poller.poke();
  }

  /** Reads what the engine holds now. */
  async refresh(): Promise<void> {
    await this.read(this.link.connected());
  }

  /** Sets one rule. Its description, if it has one, is kept as text after our tag. */
  async add(rule: ExtendedRule, options: FaultOptions = {}): Promise<RuleView> {
    const tagged = this.tag(rule, options.durationMs);
    await this.write((connection) => connection.add([tagged]));
    return this.find(tagged);
  }

  /** Takes back the rule that is exactly equal; whoever set it. Already gone is no error. */
  async remove(rule: FaultRule): Promise<void> {
    await this.takeAway([rule]);
  }

  /**
   * Puts a rule in the place of another: first the new one, then the old one goes, so that there is no gap. The new
   * one is last in the order. What the old one had left of its duration stays unless `durationMs` is given.
   */
  async replace(old: FaultRule, next: ExtendedRule, options: FaultOptions = {}): Promise<RuleView> {
    const endsAt = parseTag(old.description)?.endsAt;
    const leftMs = endsAt === undefined ? undefined : Math.max(0, endsAt - this.clock.now());
    const tagged = this.tag(next, options.durationMs ?? leftMs);
    if (!sameRule(old, tagged)) {
      await this.own.whileLeaving([old], () => this.write((connection) => connection.exchange(old, tagged)));
    }
    return this.find(tagged);
  }

  /** Delays every request by this much; 0 ends it. */
  async setLatency(latencyMs: number): Promise<void> {
    await this.own.whileSettingLatency(latencyMs, () =>
      this.write((connection) => {
        this.link.guardLatency();
        return connection.setLatency(latencyMs);
      }),
    );
    this.link.guardLatency();
    await this.link.letGuardGo();
  }

  /**
   * Takes back every `chaos-lab:` rule and the latency, at once: it does not queue behind other writes, and what
   * has not begun is given up. Rules of others stay and are named in the report.
   */
  async haltAll(): Promise<HaltReport> {
    const connection = this.link.connected();
    const { latencyMs, rules } = this.shown.current;
    const known = { latencyMs, rules: rules.map(({ rule }) => rule) };
    const report = await this.own.whileHalting(() => connection.halt(known, () => this.read(connection)));
    await this.read(connection);
    await this.link.letGuardGo();
    return report;
  }

  /** Takes back the rules that no Chaos Lab client set. Gives how many. */
  async clearForeign(): Promise<number> {
    let count = 0;
    await this.write(async (connection) => {
      await this.read(connection);
      const foreign = this.shown.current.rules.filter(({ owner }) => owner === 'foreign');
      count = foreign.length;
      if (count > 0) await connection.delete(foreign.map(({ rule }) => rule));
    });
    return count;
  }

  /** Makes somebody else's rule ours: it gets our tag, and goes when we halt or die. */
  adopt(rule: FaultRule): Promise<RuleView> {
    return this.replace(rule, rule);
  }

  /** Takes back what this lab set at an engine that goes on: what to await before it is let go. */
  async leaveEngine(): Promise<void> {
    if (this.link.current) await this.leave(this.link.current);
  }

  /** As `leaveEngine`, and lets go: what to await before the process ends. Never rejects. */
  async close(): Promise<void> {
    try {
      await this.leaveEngine();
    } catch (error) {
      this.log.warn(`[faults] Could not take back the faults at the end: ${messageOf(error)}`);
    }
    this.dispose();
  }

  dispose(): void {
    this.following.dispose();
    this.link.dispose();
    this.poller.dispose();
    this.expiry.dispose();
    this.shown.dispose();
    this.own.dispose();
  }

  private async leave(connection: FaultsConnection): Promise<void> {
    connection.queue.drop();
    await this.read(connection);
    const ours = this.shown.current.rules.filter(({ owner }) => owner === 'ours');
    const latency = this.own.hasLatency;
    await this.own.whileHalting(() =>
      Promise.all([
        ours.length > 0 ? connection.delete(ours.map(({ rule }) => rule)) : undefined,
        latency ? connection.setLatency(0) : undefined,
      ]),
    );
    await connection.release();
    if (this.guardPid === undefined) return;
    await this.read(connection); // a write that was under way may have come after
    await this.link.letGuardGo();
  }

  private follow(status: EngineStatus): void {
    const became = this.link.follow(status);
    if (became === 'same') return;
    this.expiry.watch([]);
    if (became === 'new') this.poller.poke();
    else this.shown.hide(whyNoFaults(status));
  }

  /** One write, then what the engine made of it; also after a failed one, which may have been done in part. */
  private async write(work: (connection: FaultsConnection) => Promise<void>): Promise<void> {
    const connection = this.link.connected();
    await connection.queue.run(async () => {
      try {
        await work(connection);
      } finally {
        await this.read(connection);
      }
    });
  }

  private async read(connection: FaultsConnection): Promise<void> {
    const reading = this.shown.beginReading();
    const state = await connection.read();
    if (connection !== this.link.current || !this.shown.show(reading, state)) return;
    this.own.see(state);
    this.link.holdGuard();
    this.expiry.watch(state.rules);
  }

  private async poll(): Promise<void> {
    const connection = this.link.current;
    if (!connection) return;
    try {
      await this.read(connection);
    } catch (error) {
      if (connection === this.link.current) this.pollFailed(error);
    }
  }

  /** A slow engine keeps its last known faults in view; one that is gone has none. */
  private pollFailed(error: unknown): void {
    this.log.warn(`[faults] The faults could not be read: ${messageOf(error)}`);
    if (!isHumanError(error) || error.kind !== 'unreachable') return;
    this.own.interrupted();
    this.shown.hide(error.message);
  }

  private pollMs(): number {
    return this.active ? (this.options.activePollMs ?? 1000) : (this.options.idlePollMs ?? 5000);
  }

  private async takeBack(due: readonly RuleView[]): Promise<void> {
    try {
      await this.takeAway(due.map(({ rule }) => rule));
    } catch (error) {
      this.log.warn(`[faults] A fault whose time is over is still there: ${messageOf(error)}`);
    }
  }

  private async takeAway(rules: readonly FaultRule[]): Promise<void> {
    await this.own.whileLeaving(rules, () => this.write((connection) => connection.delete(rules)));
    await this.link.letGuardGo();
  }

  private tag(rule: FaultRule, durationMs: number | undefined): FaultRule {
    const { owner } = this;
    return tagRule(rule, {
      owner,
      ...(durationMs !== undefined && { endsAt: this.clock.now() + durationMs }),
    });
  }

  private find(rule: FaultRule): RuleView {
    const { rules } = this.current;
    const view =
      rules.find((each) => sameRule(each.rule, rule)) ?? rules.find((each) => sameEffect(each.rule, rule));
    if (view) return view;
    if (endsByItself(rule)) return { rule, index: rules.length, owner: 'ours' }; // over already
    throw new HumanError('The fault was set, but somebody took it back at once. Set it again.');
  }
}
