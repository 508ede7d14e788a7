import { isDeepStrictEqual } from 'node:util';
import { type Clock, systemClock } from '../clock';
import type { Disposable } from '../disposable';
import { type EngineStatus, endpointOf } from '../engines/engine';
import { HumanError, isHumanError, messageOf } from '../errors';
import { type Tracked, Tracker } from '../event';
import { type Log, silentLog } from '../log';
import { Poller } from '../poller';
import { checkRule } from './checkRule';
import { Expiry } from './expiry';
import { FaultsConnection } from './faultsConnection';
import type { FaultsState, HaltReport, RuleView } from './faultsState';
import type { FaultRule } from './rule';
import { sameRule } from './ruleValidation';
import { formatTag, isOwner, parseTag } from './tag';

export interface FaultsServiceOptions {
  /** Where the engine is; the service follows it. */
  readonly engine: Tracked<EngineStatus>;
  /** `[A-Za-z0-9-]{3,64}`: the same for a workspace's lifetime, so that it finds its own rules again. */
  readonly owner: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** False for who does not stay: its rules remain until cleared. True when absent. */
  readonly lease?: boolean;
  /** Between two readings while active (`setActive`); 1 s when absent. */
  readonly activePollMs?: number;
  /** Between two readings otherwise; 5 s when absent. */
  readonly idlePollMs?: number;
  /** For one request; 10 s when absent. */
  readonly timeoutMs?: number;
  /** The built-in one when absent. */
  readonly fetch?: typeof fetch;
}

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
  private readonly state: Tracker<FaultsState>;
  private readonly clock: Clock;
  private readonly log: Log;
  private readonly poller: Poller;
  private readonly expiry: Expiry;
  private readonly following: Disposable;
  private connection: FaultsConnection | undefined;
  private active = false;
  private setLatencyHere = false;
  /** Readings may overlap: an older one must not cover a newer one. */
  private readingsBegun = 0;
  private readingShown = 0;

  readonly onDidChange;

  constructor(private readonly options: FaultsServiceOptions) {
    if (!isOwner(options.owner)) throw new Error(`Not an owner: ${options.owner}`);
    this.clock = options.clock ?? systemClock;
    this.log = options.log ?? silentLog;
    this.state = new Tracker<FaultsState>(unavailable(whyNot(options.engine.current)), isDeepStrictEqual);
    this.onDidChange = this.state.onDidChange;
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
    return this.state.current;
  }

  get owner(): string {
    return this.options.owner;
  }

  /** Reads often while somebody watches. */
  setActive(active: boolean): void {
    if (active === this.active) return;
    this.active = active;
    if (active && this.connection) this.poller.poke();
  }

  /** Reads what the engine holds now. */
  async refresh(): Promise<void> {
    await this.read(this.connected());
  }

  /** Sets one rule. Its description, if it has one, is kept as text after our tag. */
  async add(rule: FaultRule, options: FaultOptions = {}): Promise<RuleView> {
    const tagged = this.tag(rule, options.durationMs);
    await this.write((connection) => connection.add([tagged]));
    return this.find(tagged);
  }

  /** Takes back the rule that is exactly equal; whoever set it. Already gone is no error. */
  async remove(rule: FaultRule): Promise<void> {
    await this.write((connection) => connection.delete([rule]));
  }

  /**
   * Puts a rule in the place of another: first the new one, then the old one goes, so that there is no gap. The new
   * one is last in the order. What the old one had left of its duration stays unless `durationMs` is given.
   */
  async replace(old: FaultRule, next: FaultRule, options: FaultOptions = {}): Promise<RuleView> {
    const endsAt = parseTag(old.description)?.endsAt;
    const leftMs = endsAt === undefined ? undefined : Math.max(0, endsAt - this.clock.now());
    const tagged = this.tag(next, options.durationMs ?? leftMs);
    if (!sameRule(old, tagged)) await this.write((connection) => connection.exchange(old, tagged));
    return this.find(tagged);
  }

  /** Delays every request by this much; 0 ends it. */
  async setLatency(latencyMs: number): Promise<void> {
    await this.write((connection) => connection.setLatency(latencyMs));
    this.setLatencyHere = latencyMs > 0;
  }

  /**
   * Takes back every `chaos-lab:` rule and the latency, at once: it does not queue behind other writes, and what
   * has not begun is given up. Rules of others stay and are named in the report.
   */
  async haltAll(): Promise<HaltReport> {
    const connection = this.connected();
    const { latencyMs, rules } = this.state.current;
    const report = await connection.halt({ latencyMs, rules: rules.map(({ rule }) => rule) }, () =>
      this.read(connection),
    );
    this.setLatencyHere = false;
    await this.read(connection);
    return report;
  }

  /** Takes back the rules that no Chaos Lab client set. Gives how many. */
  async clearForeign(): Promise<number> {
    let count = 0;
    await this.write(async (connection) => {
      await this.read(connection);
      const foreign = this.state.current.rules.filter(({ owner }) => owner === 'foreign');
      count = foreign.length;
      if (count > 0) await connection.delete(foreign.map(({ rule }) => rule));
    });
    return count;
  }

  /** Makes somebody else's rule ours: it gets our tag, and goes when we halt or die. */
  adopt(rule: FaultRule): Promise<RuleView> {
    return this.replace(rule, rule);
  }

  /** Takes back what this lab set and lets go: what to await before the process ends. Never rejects. */
  async close(): Promise<void> {
    try {
      if (this.connection) await this.leave(this.connection);
    } catch (error) {
      this.log.warn(`[faults] Could not take back the faults at the end: ${messageOf(error)}`);
    }
    this.dispose();
  }

  dispose(): void {
    this.following.dispose();
    this.disconnect();
    this.poller.dispose();
    this.expiry.dispose();
    this.state.dispose();
  }

  private async leave(connection: FaultsConnection): Promise<void> {
    await this.read(connection);
    const ours = this.state.current.rules.filter(({ owner }) => owner === 'ours');
    await Promise.all([
      ours.length > 0 ? connection.delete(ours.map(({ rule }) => rule)) : undefined,
      this.setLatencyHere ? connection.setLatency(0) : undefined,
    ]);
    await connection.release();
  }

  private follow(status: EngineStatus): void {
    if (status.state !== 'ready') {
      this.disconnect();
      this.state.set(unavailable(whyNot(status)));
      return;
    }
    if (this.connection?.isTo(status)) return;
    this.disconnect();
    this.connection = new FaultsConnection(status, { ...this.options, clock: this.clock, log: this.log });
    this.poller.poke();
  }

  private disconnect(): void {
    this.connection?.dispose();
    this.connection = undefined;
    this.setLatencyHere = false;
    this.expiry.watch([]);
  }

  private connected(): FaultsConnection {
    if (this.connection) return this.connection;
    const status = this.options.engine.current;
    throw new HumanError(whyNot(status), endpointOf(status) === undefined ? 'unreachable' : 'failed');
  }

  /** One write, then what the engine made of it; also after a failed one, which may have been done in part. */
  private async write(work: (connection: FaultsConnection) => Promise<void>): Promise<void> {
    const connection = this.connected();
    await connection.queue.run(async () => {
      try {
        await work(connection);
      } finally {
        await this.read(connection);
      }
    });
  }

  private async read(connection: FaultsConnection): Promise<void> {
    const reading = ++this.readingsBegun;
    const state = await connection.read();
    if (connection !== this.connection || reading < this.readingShown) return;
    this.readingShown = reading;
    this.state.set(state);
    this.expiry.watch(state.rules);
  }

  private async poll(): Promise<void> {
    const { connection } = this;
    if (!connection) return;
    try {
      await this.read(connection);
    } catch (error) {
      if (connection === this.connection) this.pollFailed(error);
    }
  }

  /** A slow engine keeps its last known faults in view; one that is gone has none. */
  private pollFailed(error: unknown): void {
    this.log.warn(`[faults] The faults could not be read: ${messageOf(error)}`);
    if (isHumanError(error) && error.kind === 'unreachable') this.state.set(unavailable(error.message));
  }

  private pollMs(): number {
    return this.active ? (this.options.activePollMs ?? 1000) : (this.options.idlePollMs ?? 5000);
  }

  private async takeBack(due: readonly RuleView[]): Promise<void> {
    try {
      await this.write((connection) => connection.delete(due.map(({ rule }) => rule)));
    } catch (error) {
      this.log.warn(`[faults] A fault whose time is over is still there: ${messageOf(error)}`);
    }
  }

  private tag(rule: FaultRule, durationMs: number | undefined): FaultRule {
    const { description, ...rest } = rule;
    const text = parseTag(description) ? parseTag(description)?.text : description;
    const endsAt = durationMs === undefined ? undefined : this.clock.now() + durationMs;
    const tag = { owner: this.owner, ...(endsAt !== undefined && { endsAt }), ...(text && { text }) };
    const tagged = { ...rest, description: formatTag(tag) };
    checkRule(tagged);
    return tagged;
  }

  private find(rule: FaultRule): RuleView {
    const view = this.state.current.rules.find((each) => sameRule(each.rule, rule));
    if (view) return view;
    throw new HumanError('The fault was set, but somebody took it back at once. Set it again.');
  }
}

const unavailable = (reason: string): FaultsState => ({ available: false, reason, rules: [], latencyMs: 0 });

const whyNot = (status: EngineStatus): string => {
  switch (status.state) {
    case 'stopped':
      return 'The engine is not running. Start it first.';
    case 'starting':
      return 'The engine is starting. Faults can be set when it is ready.';
    case 'failed':
      return status.reason;
    default:
      return status.state === 'without-chaos' && status.reason
        ? status.reason
        : 'The engine has no Chaos API.';
  }
};
