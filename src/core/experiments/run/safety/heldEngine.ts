import { systemClock } from '../../../clock';
import type { ProbedStatus } from '../../../engines/probeCapabilities';
import { HumanError, messageOf } from '../../../errors';
import { Guard, type GuardOptions } from '../../../faults/guard';
import { Lease } from '../../../faults/lease';
import { type FaultsBefore, restoreFaults } from '../../../faults/restoreFaults';
import type { ChaosClient } from '../../../http/chaosClient';
import { silentLog } from '../../../log';

export interface HoldOptions {
  readonly guard?: GuardOptions;
  readonly warn: (message: string) => void;
}

/** How long an engine that does not answer is asked to take the faults of a run back. */
const patienceMs = 5000;
/** What was sent and cut off may arrive after all has been taken back. */
const lateMs = 1000;

/**
 * An engine that keeps the faults of a run only as long as the run lives: by a lease, where it knows leases, else by a
 * guard, a process that puts back what was in force before.
 */
export class HeldEngine {
  private constructor(
    readonly client: ChaosClient,
    readonly capabilities: ProbedStatus['capabilities'],
    private readonly before: FaultsBefore,
    private readonly lease: Lease | undefined,
    private readonly guard: Guard | undefined,
  ) {}

  /** Rejects with a `HumanError` when nothing would take the faults back. */
  static async hold(
    client: ChaosClient,
    { capabilities }: ProbedStatus,
    { guard: guardOptions, warn }: HoldOptions,
  ): Promise<HeldEngine> {
    const latencyMs = capabilities.effects ? await client.getLatency() : 0;
    const before = { rules: await client.getFaults(), latencyMs };
    if (capabilities.leases) {
      const lease = new Lease(client, systemClock, { ...silentLog, warn });
      await lease.hold();
      return new HeldEngine(client, capabilities, before, lease, undefined);
    }
    const guard = guardOptions && guardOf(client, guardOptions);
    if (!guard)
      warn(`${client.endpoint} has no leases: should this process be killed, its faults stay there.`);
    guard?.keepOnly(before);
    await guard?.hold();
    return new HeldEngine(client, capabilities, before, undefined, guard);
  }

  /** Whose what the run sets here is; undefined where nobody asks. */
  get owner(): string | undefined {
    return this.lease && this.client.owner;
  }

  /** Takes back what is left of the run. Rejects with a `HumanError` when that is not certain. */
  async release(wasCutOff: boolean): Promise<void> {
    try {
      if (this.lease) await this.giveLeaseBack(wasCutOff);
      else await this.restore();
    } catch (error) {
      throw new HumanError(
        `The faults of the run could not be taken back: ${messageOf(error)} ${this.whatRemains()}`,
        'failed',
        { cause: error },
      );
    } finally {
      this.lease?.dispose();
      this.guard?.dispose(); // one that is still there takes back what is left
    }
  }

  private async giveLeaseBack(wasCutOff: boolean): Promise<void> {
    this.lease?.dispose();
    await this.client.releaseLease();
    if (wasCutOff) await this.client.renewLease(lateMs);
  }

  private async restore(): Promise<void> {
    let why = '';
    const report = (line: string) => {
      why = line;
    };
    if (!(await restoreFaults(this.client, this.before, { clock: systemClock, patienceMs, report })))
      throw new Error(why);
    await this.guard?.release();
  }

  private whatRemains(): string {
    if (this.lease) return 'The engine takes them back by itself within seconds.';
    if (this.guard) return 'They are taken back if it answers again within 30 s.';
    return `Look with \`chaos-lab faults list --endpoint ${this.client.endpoint}\`.`;
  }
}

const guardOf = ({ endpoint, owner = '' }: ChaosClient, options: GuardOptions): Guard =>
  new Guard({ endpoint, owner }, options, systemClock, silentLog);
