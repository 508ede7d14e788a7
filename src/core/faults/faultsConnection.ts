import type { Clock } from '../clock';
import type { Disposable } from '../disposable';
import type { EngineStatus } from '../engines/engine';
import { HumanError, messageOf } from '../errors';
import { ChaosClient } from '../http/chaosClient';
import type { Log } from '../log';
import type { FaultsState, HaltReport } from './faultsState';
import { Halt, type KnownFaults } from './halt';
import { Lease } from './lease';
import { readRules } from './readRules';
import type { FaultRule } from './rule';
import { WriteQueue } from './writeQueue';

type ReadyStatus = Extract<EngineStatus, { readonly state: 'ready' | 'without-chaos' }>;

export interface FaultsConnectionOptions {
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly lease?: boolean;
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

  isTo(status: ReadyStatus): boolean {
    return this.status.endpoint === status.endpoint;
  }

  read(): Promise<FaultsState> {
    return readRules(this.client, this.options.owner, this.status.capabilities, this.ended.signal);
  }

  async add(rules: readonly FaultRule[]): Promise<void> {
    await this.lease?.hold();
    await this.client.addFaults(rules, this.ended.signal);
  }

  async delete(rules: readonly FaultRule[]): Promise<void> {
    await this.client.deleteFaults(rules, this.ended.signal);
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
    await this.lease?.hold();
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

  dispose(): void {
    this.queue.drop();
    this.ended.abort();
    this.lease?.dispose();
  }
}
