import { systemClock } from '../clock';
import { DisposableStore } from '../disposable';
import { HumanError, isAbort, messageOf } from '../errors';
import { Tracker } from '../event';
import { normalizeEndpoint } from '../http/normalizeEndpoint';
import { Poller } from '../poller';
import type { ChaosFront, ChaosFrontOptions } from './chaosFront';
import type { Engine, EngineStatus } from './engine';
import { sameStatus } from './engineStatus';
import { createChaosFront } from './gatewayInFront';

export interface ExternalEngineOptions extends Pick<ChaosFrontOptions, 'clock' | 'log' | 'fetch'> {
  readonly endpoint: string;
  /** How to put our gateway in front where there is no Chaos API; absent leaves the emulator as it is. */
  readonly gateway?: Omit<ChaosFrontOptions, 'clock' | 'log' | 'fetch' | 'readsLog'>;
  /** How often to look whether it still answers; 5 s when absent. */
  readonly pollIntervalMs?: number;
}

const noGateway = {
  enginePath: '',
  settings: () => ({
    gateway: false,
    port: { preferred: 0, whenEmulator: 'avoid' as const },
    regions: [],
  }),
};

/**
 * An engine that somebody else runs: attached to, watched, never ended. What is ours is the gateway in front of it,
 * if it needs one.
 */
export class ExternalEngine implements Engine {
  readonly kind = 'external';
  private readonly status = new Tracker<EngineStatus>({ state: 'stopped' }, sameStatus);
  private readonly endpoint: string;
  private readonly front: ChaosFront;
  private readonly poller: Poller;
  private readonly store = new DisposableStore();
  /** Ends what is under way; a new one with each start. */
  private attached = new AbortController();

  readonly onDidChange = this.status.onDidChange;
  /** Lines of the gateway: the log of somebody else's engine is theirs. */
  readonly onDidLog;

  /** Throws a `HumanError` of kind `usage` when the endpoint is no URL. */
  constructor({ endpoint, gateway = noGateway, pollIntervalMs = 5000, ...shared }: ExternalEngineOptions) {
    this.endpoint = normalizeEndpoint(endpoint);
    this.front = this.store.add(createChaosFront({ ...gateway, ...shared }));
    this.onDidLog = this.front.onDidLog;
    this.front.onDidLose((reason) => this.lose(reason));
    const look = () => this.look();
    this.poller = this.store.add(new Poller(shared.clock ?? systemClock, () => pollIntervalMs, look));
    this.store.add(this.status);
  }

  get current(): EngineStatus {
    return this.status.current;
  }

  /**
   * Asks what it can do, anew when it was attached already. Stays detached when it does not answer now, or is no
   * AWS emulator, or AWS itself.
   */
  async start(signal?: AbortSignal): Promise<void> {
    this.detach();
    const attached = new AbortController();
    this.attached = attached;
    this.status.set({ state: 'starting', detail: `Asking ${this.endpoint}` });
    try {
      const either = signal ? AbortSignal.any([signal, attached.signal]) : attached.signal;
      const status = await this.front.open(this.endpoint, either);
      attached.signal.throwIfAborted();
      this.status.set(status);
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
    const stopped = this.attached;
    await this.front.close();
    if (this.attached === stopped) this.status.set({ state: 'stopped' });
  }

  dispose(): void {
    this.detach();
    this.store.dispose();
  }

  private detach(): void {
    this.attached.abort();
    this.poller.rest();
  }

  private lose(reason: string): void {
    this.detach();
    this.status.set({ state: 'failed', reason });
  }

  /** An engine that is only slow keeps what was known of it. */
  private async look(): Promise<void> {
    const { signal } = this.attached;
    try {
      const status = await this.front.look(signal);
      if (!signal.aborted) this.status.set(status);
    } catch (error) {
      const gone = error instanceof HumanError && error.kind === 'unreachable';
      if (gone && !signal.aborted) this.status.set(failed(error));
    }
  }
}

const failed = (error: unknown): EngineStatus => ({ state: 'failed', reason: messageOf(error) });
