import { type Clock, systemClock } from '../clock';
import { HumanError, isAbort, messageOf } from '../errors';
import { Emitter, Tracker } from '../event';
import { ChaosClient } from '../http/chaosClient';
import { type Log, silentLog } from '../log';
import type { LogLine } from '../logLine';
import { Poller } from '../poller';
import type { Engine, EngineStatus } from './engine';
import { sameStatus } from './engineStatus';
import { probeCapabilities } from './probeCapabilities';

export interface ExternalEngineOptions {
  readonly endpoint: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** How often to look whether it still answers; 5 s when absent. */
  readonly pollIntervalMs?: number;
  /** The built-in one when absent. */
  readonly fetch?: typeof fetch;
}

/** An engine that somebody else runs: attached to, watched, never ended. */
export class ExternalEngine implements Engine {
  readonly kind = 'external';
  private readonly status = new Tracker<EngineStatus>({ state: 'stopped' }, sameStatus);
  private readonly logged = new Emitter<LogLine>();
  private readonly client: ChaosClient;
  private readonly poller: Poller;
  /** Ends what is under way; a new one with each start. */
  private attached = new AbortController();

  readonly onDidChange = this.status.onDidChange;
  /** Never fires: the log of somebody else's engine is theirs. */
  readonly onDidLog = this.logged.event;

  /** Throws a `HumanError` of kind `usage` when the endpoint is no URL. */
  constructor(options: ExternalEngineOptions) {
    const { log = silentLog, fetch } = options;
    this.client = new ChaosClient(options.endpoint, { log, ...(fetch && { fetch }) });
    this.poller = new Poller(
      options.clock ?? systemClock,
      () => options.pollIntervalMs ?? 5000,
      () => this.look(),
    );
  }

  get current(): EngineStatus {
    return this.status.current;
  }

  /** Asks what it can do, anew when it was attached already. Stays detached when it does not answer now. */
  async start(signal?: AbortSignal): Promise<void> {
    this.detach();
    const attached = new AbortController();
    this.attached = attached;
    this.status.set({ state: 'starting', detail: `Asking ${this.client.endpoint}` });
    try {
      const either = signal ? AbortSignal.any([signal, attached.signal]) : attached.signal;
      this.status.set(await probeCapabilities(this.client, either));
      this.poller.pokeLater();
    } catch (error) {
      if (this.attached === attached) {
        this.detach();
        this.status.set(isAbort(error) ? { state: 'stopped' } : failed(error));
      }
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

  private detach(): void {
    this.attached.abort();
    this.poller.rest();
  }

  /** An engine that is only slow keeps what was known of it. */
  private async look(): Promise<void> {
    const { signal } = this.attached;
    try {
      const status = await probeCapabilities(this.client, signal);
      if (!signal.aborted) this.status.set(status);
    } catch (error) {
      const gone = error instanceof HumanError && error.kind === 'unreachable';
      if (gone && !signal.aborted) this.status.set(failed(error));
    }
  }
}

const failed = (error: unknown): EngineStatus => ({ state: 'failed', reason: messageOf(error) });
