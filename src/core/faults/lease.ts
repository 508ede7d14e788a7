import type { Clock } from '../clock';
import type { Disposable } from '../disposable';
import { messageOf } from '../errors';
import type { ChaosClient } from '../http/chaosClient';
import type { Log } from '../log';
import { Poller } from '../poller';

/** How long the engine keeps what we set when it hears nothing of us (DESIGN.md, The engine). */
const ttlMs = 6000;
const renewEveryMs = 2000;

/** The dead-man's switch: while it is held, our faults stay; when this process dies, they go with the lease. */
export class Lease implements Disposable {
  private readonly poller: Poller;
  private readonly ended = new AbortController();
  private renewedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly client: ChaosClient,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.poller = new Poller(
      clock,
      () => renewEveryMs,
      () => this.tryRenew(),
    );
    this.poller.poke();
  }

  /** Makes sure that the engine knows of us, before it is given something to keep. */
  async hold(): Promise<void> {
    if (this.clock.now() - this.renewedAt > renewEveryMs) await this.renew();
  }

  /** Stops renewing; the engine takes back what is left when the lease runs out. */
  dispose(): void {
    this.ended.abort();
    this.poller.dispose();
  }

  private async renew(): Promise<void> {
    await this.client.renewLease(ttlMs, this.ended.signal);
    this.renewedAt = this.clock.now();
  }

  private async tryRenew(): Promise<void> {
    try {
      await this.renew();
    } catch (error) {
      if (!this.ended.signal.aborted)
        this.log.warn(`[faults] The lease was not renewed: ${messageOf(error)}`);
    }
  }
}
