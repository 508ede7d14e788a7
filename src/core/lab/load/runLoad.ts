import type { Client, Instance, Options } from 'autocannon';
import type { Clock } from '../../clock';
import type { Disposable } from '../../disposable';
import type { Endpoint } from '../../endpoints/endpoint';
import { messageOf } from '../../errors';
import type { Mark } from '../mark';

export interface RunLoadOptions {
  readonly endpoint: Pick<Endpoint, 'url' | 'host'>;
  /** Requests a second, one of `loadRates` and not 0. */
  readonly rate: number;
  readonly clock: Clock;
  readonly onMark: (mark: Mark) => void;
  /** The library could not be loaded or run. */
  readonly onFailure: (reason: string) => void;
}

/** At most so many connections for one endpoint. */
const maxConnections = 10;
/** After nobody answered. */
const pauseMs = 1000;
/** In seconds; longer than a session, since a run ends when it is told to. */
const endless = 7 * 24 * 3600;

/** Sends requests at a rate until disposed of. Its connections are closed at once, its timers end within 100 ms. */
export const runLoad = (options: RunLoadOptions): Disposable => {
  const load = new Load(options);
  void load.begin();
  return load;
};

/**
 * autocannon knows whole rates only: a rate below one is a single request, again and again. It connects again at
 * once where nobody listens, so a run ends with its first error and the next one waits.
 */
class Load implements Disposable {
  private readonly clients = new Set<Destroyable>();
  private run: Instance | undefined;
  private pause: Disposable | undefined;
  private disposed = false;

  constructor(private readonly options: RunLoadOptions) {}

  async begin(): Promise<void> {
    const { rate } = this.options;
    const startedAt = this.options.clock.now();
    try {
      const { autocannon } = await import('./autocannon');
      if (this.disposed) return;
      const run = autocannon(this.settings(), (error) => this.refused(error));
      if (this.disposed) return;
      this.run = run;
      run.on('reqError', () => this.failed(run));
    } catch (error) {
      if (!this.disposed) this.options.onFailure(messageOf(error));
      return;
    }
    if (rate < 1) this.again(Math.max(0, startedAt + 1000 / rate - this.options.clock.now()));
  }

  dispose(): void {
    this.disposed = true;
    this.pause?.dispose();
    this.end();
  }

  private settings(): Options {
    const { endpoint, rate } = this.options;
    const pace =
      rate < 1
        ? { connections: 1, amount: 1 }
        : {
            connections: Math.min(rate, maxConnections),
            overallRate: rate,
            duration: endless,
            ignoreCoordinatedOmission: true,
          };
    return {
      ...pace,
      url: endpoint.url,
      headers: { 'user-agent': 'chaos-lab', ...(endpoint.host ? { host: endpoint.host } : {}) },
      timeout: 30,
      sampleInt: 100,
      skipAggregateResult: true,
      setupClient: (client) => this.watch(client as Destroyable),
    };
  }

  private watch(client: Destroyable): void {
    let injected = false;
    this.clients.add(client);
    client.on('headers', (head) => {
      injected = hasRule(head);
    });
    client.on('response', (status, _bytes, durationMs) => this.answered(status, durationMs, injected));
  }

  private answered(status: number, took: number, injected: boolean): void {
    if (this.disposed) return;
    const durationMs = Math.round(took);
    this.options.onMark({ at: this.options.clock.now() - durationMs, status, durationMs, injected });
  }

  /** The library takes no settings that it finds wrong. */
  private refused(error: unknown): void {
    if (!error || this.disposed) return;
    this.run = undefined;
    this.dispose();
    this.options.onFailure(messageOf(error));
  }

  private failed(run: Instance): void {
    if (this.disposed || run !== this.run) return;
    this.options.onMark({ at: this.options.clock.now(), status: 0, durationMs: 0, injected: false });
    this.end();
    this.again(Math.max(pauseMs, 1000 / this.options.rate));
  }

  private again(delayMs: number): void {
    this.pause?.dispose();
    this.pause = this.options.clock.after(delayMs, () => {
      this.end();
      void this.begin();
    });
  }

  private end(): void {
    this.run?.stop();
    this.run = undefined;
    const clients = [...this.clients];
    this.clients.clear();
    // Not while one tells of a response: it would send its next request all the same, and live on.
    queueMicrotask(() => {
      for (const client of clients) client.destroy();
    });
  }
}

/** Beyond its types: a client closes its connection, and its headers come as the parser has them. */
interface Destroyable extends Client {
  destroy(): void;
}

/** Names and values in turn. */
const hasRule = (head: unknown): boolean => {
  const { headers } = head as { headers?: readonly string[] };
  return headers?.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'x-chaos-rule') ?? false;
};
