import type { Clock } from '../clock';
import type { Disposable } from '../disposable';
import type { Endpoint, Sample } from './endpoint';

export interface ProbeSchedulerOptions {
  readonly clock: Clock;
  /** Rejects only when the signal aborts. */
  readonly probe: (endpoint: Endpoint, signal: AbortSignal) => Promise<Sample>;
  readonly onSample: (endpoint: Endpoint, sample: Sample) => void;
  /** Between the end of one probe of an endpoint and the next of it. */
  readonly intervalMs: () => number;
  readonly maxConcurrent: number;
  /** 0 to 1; spreads the probes, so that they do not come in volleys. */
  readonly random: () => number;
}

/** One endpoint that is watched. */
interface Watch {
  endpoint: Endpoint;
  state: 'resting' | 'waiting' | 'queued' | 'probing';
  /** Asked for again while it is being probed. */
  again: boolean;
  timer?: Disposable;
  readonly abort: AbortController;
}

/**
 * Decides when which endpoint is probed: each at its interval, never twice at once, and not too many together.
 *
 *   resting ──▶ waiting ──interval──▶ queued ──a place is free──▶ probing ──▶ waiting …
 */
export class ProbeScheduler implements Disposable {
  private readonly watches = new Map<string, Watch>();
  private readonly queue: Watch[] = [];
  private probing = 0;
  private active = false;
  private readonly idle: (() => void)[] = [];

  constructor(private readonly options: ProbeSchedulerOptions) {}

  /** Watches these endpoints from now on, and no others. */
  watch(endpoints: readonly Endpoint[]): void {
    const wanted = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
    for (const [id, watch] of this.watches) if (!wanted.has(id)) this.forget(id, watch);
    for (const [id, endpoint] of wanted) this.begin(id, endpoint);
  }

  /** While inactive, only what is asked for by `probeAll` is probed. */
  setActive(active: boolean): void {
    if (active === this.active) return;
    this.active = active;
    if (active) for (const watch of this.watches.values()) this.enqueue(watch);
    else this.rest();
  }

  /** Probes everything now; one under way is followed by another. Resolves when all are done. */
  async probeAll(): Promise<void> {
    for (const watch of this.watches.values()) this.enqueue(watch);
    if (this.busy) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  dispose(): void {
    this.active = false;
    this.watch([]);
  }

  private get busy(): boolean {
    return this.queue.length > 0 || this.probing > 0;
  }

  private begin(id: string, endpoint: Endpoint): void {
    const known = this.watches.get(id);
    if (known) {
      known.endpoint = endpoint;
      return;
    }
    const watch: Watch = { endpoint, state: 'resting', again: false, abort: new AbortController() };
    this.watches.set(id, watch);
    if (this.active) this.enqueue(watch);
  }

  private forget(id: string, watch: Watch): void {
    this.watches.delete(id);
    watch.timer?.dispose();
    watch.abort.abort();
    this.unqueue(watch);
    this.tellIdle();
  }

  private rest(): void {
    for (const watch of this.watches.values()) {
      watch.timer?.dispose();
      this.unqueue(watch);
      watch.again = false;
      if (watch.state === 'waiting') watch.state = 'resting';
    }
    this.tellIdle();
  }

  private unqueue(watch: Watch): void {
    const place = this.queue.indexOf(watch);
    if (place < 0) return;
    this.queue.splice(place, 1);
    watch.state = 'resting';
  }

  private enqueue(watch: Watch): void {
    if (watch.state === 'queued') return;
    if (watch.state === 'probing') {
      watch.again = true;
      return;
    }
    watch.timer?.dispose();
    watch.state = 'queued';
    this.queue.push(watch);
    this.pump();
  }

  private pump(): void {
    while (this.probing < this.options.maxConcurrent) {
      const watch = this.queue.shift();
      if (!watch) return;
      this.probing++;
      watch.state = 'probing';
      void this.run(watch);
    }
  }

  private async run(watch: Watch): Promise<void> {
    const { endpoint, abort } = watch;
    try {
      const sample = await this.options.probe(endpoint, abort.signal);
      if (!abort.signal.aborted) this.options.onSample(endpoint, sample);
    } catch {
      // Aborted: the endpoint is watched no more.
    }
    this.probing--;
    if (!abort.signal.aborted) this.schedule(watch);
    this.pump();
    this.tellIdle();
  }

  private schedule(watch: Watch): void {
    watch.state = 'resting';
    if (watch.again) {
      watch.again = false;
      this.enqueue(watch);
      return;
    }
    if (!this.active) return;
    watch.state = 'waiting';
    watch.timer = this.options.clock.after(this.pauseMs(), () => this.enqueue(watch));
  }

  /** The interval, a fifth more or less. */
  private pauseMs(): number {
    return Math.round(this.options.intervalMs() * (0.8 + 0.4 * this.options.random()));
  }

  private tellIdle(): void {
    if (this.busy) return;
    for (const resolve of this.idle.splice(0)) resolve();
  }
}
