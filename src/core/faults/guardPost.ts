import type { Clock } from '../clock';
import type { ProbedStatus } from '../engines/probeCapabilities';
import type { Log } from '../log';
import type { FaultsServiceOptions } from './faultsServiceOptions';
import { Guard } from './guard';

/** The guard of the present engine: it outlives a connection, since an engine that was away for a moment is the same. */
export class GuardPost {
  private guard: Guard | undefined;

  constructor(
    private readonly options: Pick<FaultsServiceOptions, 'guard' | 'lease' | 'owner'>,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  get current(): Guard | undefined {
    return this.guard;
  }

  /** Makes it the one that this engine needs: none where there are leases. */
  moveTo({ endpoint, capabilities }: ProbedStatus): void {
    const { guard: options, owner, lease } = this.options;
    const needed = options !== undefined && lease !== false && !capabilities.leases;
    if (needed && this.guard?.endpoint === endpoint) return;
    this.guard?.dispose();
    this.guard = needed ? new Guard({ endpoint, owner }, options, this.clock, this.log) : undefined;
  }

  /** The engine is no longer followed: the guard ends, once it has taken back what is `left` there, if anything is. */
  leave(left: boolean): void {
    if (left) this.guard?.dispose();
    else void this.guard?.release();
    this.guard = undefined;
  }
}
