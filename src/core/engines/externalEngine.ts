import { type Clock, systemClock } from '../clock';
import type { Disposable } from '../disposable';
import { HumanError, isAbort, messageOf } from '../errors';
import { Emitter, Tracker } from '../event';
import { ChaosClient } from '../http/chaosClient';
import { type Log, silentLog } from '../log';
import type { Engine, EngineStatus } from './engine';
import { sameStatus } from './engineStatus';
import { probeCapabilities } from './probeCapabilities';

export interface ExternalEngineOptions {
  readonly endpoint: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** How often to look whether it still answers; 5 s when absent. */
  readonly pollIntervalMs?: number;
}

/** An engine that somebody else runs: attached to, never ended. */
export class ExternalEngine implements Engine {
  readonly kind = 'external';
  private readonly status = new Tracker<EngineStatus>({ state: 'stopped' }, sameStatus);
  private readonly logged = new Emitter<string>();
  private readonly client: ChaosClient;
  private readonly clock: Clock;
  private readonly pollIntervalMs: number;
  private timer: Disposable | undefined;
  /** Ends what is under way; a new one with each start. */
  private running: AbortController | undefined;

  readonly onDidChange = this.status.onDidChange;
  readonly onDidLog = this.logged.event;

  /** Throws a `HumanError` of kind `usage` when the endpoint is no URL. */
  constructor(options: ExternalEngineOptions) {
    this.client = new ChaosClient(options.endpoint, { log: options.log ?? silentLog });
    this.clock = options.clock ?? systemClock;
    this.pollIntervalMs = options.pollIntervalMs ?? 5000;
  }

  get current(): EngineStatus {
    return this.status.current;
  }

  async start(signal?: AbortSignal): Promise<void> {
    if (this.running) return;
    const running = new AbortController();
    this.running = running;
    this.status.set({ state: 'starting', detail: `Asking ${this.client.endpoint}` });
    try {
      const stopped = running.signal;
      this.status.set(
        await probeCapabilities(this.client, signal ? AbortSignal.any([signal, stopped]) : stopped),
      );
      this.lookAgain(running);
    } catch (error) {
      if (this.running === running) this.giveUp(error);
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.detach();
    this.status.set({ state: 'stopped' });
  }

  dispose(): void {
    this.detach();
    this.status.dispose();
    this.logged.dispose();
  }

  private giveUp(error: unknown): void {
    this.detach();
    this.status.set(isAbort(error) ? { state: 'stopped' } : { state: 'failed', reason: messageOf(error) });
  }

  private detach(): void {
    this.running?.abort();
    this.running = undefined;
    this.timer?.dispose();
  }

  private lookAgain(running: AbortController): void {
    if (running.signal.aborted) return;
    this.timer = this.clock.after(this.pollIntervalMs, async () => {
      const status = await this.look(running.signal);
      if (running.signal.aborted) return;
      if (status) this.status.set(status);
      this.lookAgain(running);
    });
  }

  /** Undefined when the engine is only slow: what was known of it stays. */
  private async look(signal: AbortSignal): Promise<EngineStatus | undefined> {
    try {
      return await probeCapabilities(this.client, signal);
    } catch (error) {
      const gone = error instanceof HumanError && error.kind === 'unreachable';
      return gone ? { state: 'failed', reason: error.message } : undefined;
    }
  }
}
