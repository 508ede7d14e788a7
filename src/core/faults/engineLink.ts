import type { Clock } from '../clock';
import { type EngineStatus, endpointOf } from '../engines/engine';
import { HumanError, messageOf } from '../errors';
import type { Log } from '../log';
import { FaultsConnection } from './faultsConnection';
import type { FaultsServiceOptions } from './faultsServiceOptions';
import { GuardPost } from './guardPost';
import type { OwnFaults } from './ownFaults';
import { whyNoFaults } from './whyNoFaults';

/** The connection to the engine while it is ready, and the guard of what we have set there. */
export class EngineLink {
  private readonly guards: GuardPost;
  private link: FaultsConnection | undefined;

  constructor(
    private readonly options: FaultsServiceOptions,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly own: OwnFaults,
  ) {
    this.guards = new GuardPost(options, clock, log);
  }

  get current(): FaultsConnection | undefined {
    return this.link;
  }

  get guardPid(): number | undefined {
    return this.guards.current?.pid;
  }

  /** What has become of the connection. */
  follow(status: EngineStatus): 'new' | 'same' | 'gone' {
    if (status.state !== 'ready') {
      this.lose(status);
      return 'gone';
    }
    if (this.link?.isTo(status)) return 'same';
    this.disconnect();
    this.guards.moveTo(status);
    const { clock, log } = this;
    const { guard: _, ...options } = this.options;
    const guard = this.guards.current;
    this.link = new FaultsConnection(status, { ...options, clock, log, ...(guard && { guard }) });
    return 'new';
  }

  /** Throws a `HumanError` that says why there is none. */
  connected(): FaultsConnection {
    if (this.link) return this.link;
    const status = this.options.engine.current;
    throw new HumanError(whyNoFaults(status), endpointOf(status) === undefined ? 'unreachable' : 'failed');
  }

  /** What was set before, by a window with the same owner, is looked after too. */
  holdGuard(): void {
    if (!this.own.hasAny) return;
    this.guards.current?.hold().catch((error) => this.log.warn(`[faults] ${messageOf(error)}`));
  }

  guardLatency(): void {
    this.guards.current?.watchLatency(this.own.latencies);
  }

  /** Ends the guard when nothing of ours is left to take back; in the queue, since the next write holds it. */
  async letGuardGo(): Promise<void> {
    const guard = this.guards.current;
    if (!guard) return;
    await this.link?.queue
      .run(async () => {
        if (!this.own.hasAny) await guard.release();
      })
      .catch(() => {}); // a halt came first, which does it then
  }

  dispose(): void {
    this.disconnect();
    this.guards.leave(this.own.hasAny);
  }

  private lose(status: EngineStatus): void {
    if (status.state === 'failed') this.own.interrupted();
    if (status.state === 'stopped') {
      this.guards.leave(this.own.hasAny);
      this.own.forget();
    }
    this.disconnect();
  }

  private disconnect(): void {
    this.link?.dispose();
    this.link = undefined;
  }
}
