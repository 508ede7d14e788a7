import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../clock';
import type { Disposable } from '../disposable';
import type { EngineStatus } from '../engines/engine';
import { HumanError, isHumanError, messageOf } from '../errors';
import { ChaosClient } from '../http/chaosClient';
import type { Log } from '../log';
import { checkExtensions } from './checkExtensions';
import type { FaultsState, HaltReport } from './faultsState';
import type { Guard } from './guard';
import { Halt, type KnownFaults } from './halt';
import { Lease } from './lease';
import { readRules } from './readRules';
import type { FaultRule } from './rule';
import { sameEffect } from './sameEffect';
import { parseTag } from './tag';
import { WriteQueue } from './writeQueue';

type ReadyStatus = Extract<EngineStatus, { readonly state: 'ready' | 'without-chaos' }>;

export interface FaultsConnectionOptions {
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly lease?: boolean;
  /** At an engine without leases. */
  readonly guard?: Guard;
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** The way to one engine while it is ready: what it can do, the queue of writes, and the lease on what we set. */
export class FaultsConnection implements Disposable {
  readonly queue = new WriteQueue();
  private readonly client: ChaosClient;
  private readonly lease: Lease | undefined;
  private readonly ended = new AbortController();

  constructor(
    private readonly status: ReadyStatus,
    private readonly options: FaultsConnectionOptions,
  ) {
    const leased = options.lease !== false && status.capabilities.leases;
    // Without a lease we send no owner: the engine would take back what nobody renews.
    this.client = new ChaosClient(status.endpoint, {
      log: options.log,
      ...(leased && { owner: options.owner }),
      ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
      ...(options.fetch && { fetch: options.fetch }),
    });
    if (leased) this.lease = new Lease(this.client, options.clock, options.log);
  }

  /** Whether this is the way to that engine, as far as it can be told: another one may take its place. */
  isTo({ endpoint, capabilities }: ReadyStatus): boolean {
    return this.status.endpoint === endpoint && isDeepStrictEqual(this.status.capabilities, capabilities);
  }

  read(): Promise<FaultsState> {
    return readRules(this.client, this.options.owner, this.status.capabilities, this.ended.signal);
  }

  async add(rules: readonly FaultRule[]): Promise<void> {
    checkExtensions(rules, this.status.capabilities);
    await this.hold();
    try {
      await this.client.addFaults(rules, this.ended.signal);
    } catch (error) {
      // Rules are unique: an engine may refuse those that it has.
      if (!isHumanError(error) || !(await this.holds(rules))) throw error;
    }
  }

  async delete(rules: readonly FaultRule[]): Promise<void> {
    const left = await this.client.deleteFaults(rules, this.ended.signal);
    // An engine may have filled in what we left out, and wants its own form of the rule then.
    const forms = left.filter((rule) => isTagged(rule) && rules.some((each) => sameEffect(each, rule)));
    if (forms.length > 0) await this.client.deleteFaults(forms, this.ended.signal);
  }

  /** Takes the new rule back when the old one cannot be removed. */
  async exchange(old: FaultRule, next: FaultRule): Promise<void> {
    await this.add([next]);
    try {
      await this.delete([old]);
    } catch (error) {
      await this.delete([next]).catch((again) => this.options.log.warn(`[faults] ${messageOf(again)}`));
      throw error;
    }
  }

  async setLatency(latencyMs: number): Promise<void> {
    if (!this.status.capabilities.effects) {
      throw new HumanError(`${this.status.capabilities.product} has no latency effect.`);
    }
    if (latencyMs > 0) await this.hold();
    await this.client.setLatency(latencyMs, this.ended.signal);
  }

  /** See `Halt`. `struck` is called after the first blow, with more to come. */
  async halt(known: KnownFaults, struck: () => Promise<void>): Promise<HaltReport> {
    const halt = new Halt(this.client, this.options.clock, this.status.capabilities.effects);
    this.queue.drop();
    await halt.strike(known);
    void struck().catch(() => {}); // only for the eye: the sweep reads again
    return this.queue.run(() => halt.sweep());
  }

  /** Ends the lease rather than let it run out. */
  async release(): Promise<void> {
    this.lease?.dispose();
    if (this.lease) await this.client.releaseLease(this.ended.signal);
  }

  private async hold(): Promise<void> {
    await this.lease?.hold();
    await this.options.guard?.hold();
  }

  private async holds(rules: readonly FaultRule[]): Promise<boolean> {
    const present = await this.client.getFaults(this.ended.signal);
    return rules.every((rule) => present.some((each) => sameEffect(each, rule)));
  }

  dispose(): void {
    this.queue.drop();
    this.ended.abort();
    this.lease?.dispose();
  }
}

const isTagged = ({ description }: FaultRule) => parseTag(description) !== undefined;
