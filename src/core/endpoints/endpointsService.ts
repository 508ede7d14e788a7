import { Batch } from '../batch';
import { type Clock, systemClock } from '../clock';
import type { Disposable } from '../disposable';
import { type EngineStatus, endpointOf } from '../engines/engine';
import { messageOf } from '../errors';
import { Emitter, type Tracked, Tracker } from '../event';
import { connectError } from '../http/connectError';
import { type Log, silentLog } from '../log';
import { Poller } from '../poller';
import type { DiscoveredRegion } from './apiModel';
import { type DiscoveryOptions, discover } from './discovery';
import type { Endpoint, EndpointState, EndpointsState, Sample } from './endpoint';
import { EndpointCatalog, type RegionResult } from './endpointCatalog';
import { healthOf, windowOf } from './health';
import { percentile } from './percentile';
import { type ProbeAnswer, probe } from './probe';
import { ProbeScheduler } from './probeScheduler';

export interface EndpointsServiceOptions {
  /** Where the engine is; the service follows it. */
  readonly engine: Tracked<EngineStatus>;
  /** Where to look for APIs; asked anew at each discovery. */
  readonly regions: () => readonly string[];
  readonly clock?: Clock;
  readonly log?: Log;
  /** Between two probes of one endpoint; 2 s when absent. */
  readonly probeIntervalMs?: () => number;
  /** 30 s when absent. */
  readonly probeTimeoutMs?: number;
  /** Probes under way together; 8 when absent. */
  readonly maxConcurrentProbes?: number;
  /** Between two discoveries while active; 10 s when absent. */
  readonly discoveryIntervalMs?: number;
  /** Samples kept of each endpoint; 60 when absent. */
  readonly keptSamples?: number;
  readonly discover?: (options: DiscoveryOptions) => Promise<DiscoveredRegion>;
  readonly probe?: Probe;
  /** 0 to 1. */
  readonly random?: () => number;
}

type Probe = (
  endpoint: Endpoint,
  signal: AbortSignal,
  onAnswer: (answer: ProbeAnswer) => void,
) => Promise<Sample>;

/** One probe that has ended. */
export interface Probed {
  readonly endpoint: Endpoint;
  readonly sample: Sample;
  /** Absent when nothing answered. */
  readonly answer?: ProbeAnswer;
}

/** Between two pieces of news: samples come in crowds. */
const newsEveryMs = 100;

/** p95 is taken of this many samples. */
const p95Window = 20;

/**
 * The deployed endpoints and how they do: discovers them through the control plane, probes them while active, and
 * tells the changes. What was known stays, marked stale, while the control plane does not answer.
 *
 *   discover (10 s) ──▶ EndpointCatalog ──▶ ProbeScheduler ──samples (2 s)──▶ current, onDidChange (batched)
 */
export class EndpointsService implements Tracked<EndpointsState>, Disposable {
  private readonly state = new Tracker<EndpointsState>({ endpoints: [], stale: false, discovered: false });
  private readonly probed = new Emitter<Probed>();
  private readonly clock: Clock;
  private readonly log: Log;
  private readonly catalog = new EndpointCatalog();
  private readonly samples = new Map<string, readonly Sample[]>();
  /** Until a sample comes, or something else makes another of them. */
  private readonly states = new Map<string, EndpointState>();
  private readonly scheduler: ProbeScheduler;
  private readonly poller: Poller;
  private readonly news: Batch;
  private readonly following: Disposable;
  private readonly ended = new AbortController();
  private discovery: Promise<void> = Promise.resolve();
  private active = false;
  private changedAt: number | undefined;
  private engine: string | undefined;

  readonly onDidChange = this.state.onDidChange;
  /** Each probe as it ends, with headers and body, which are not kept here. */
  readonly onDidProbe = this.probed.event;

  constructor(private readonly options: EndpointsServiceOptions) {
    this.clock = options.clock ?? systemClock;
    this.log = options.log ?? silentLog;
    this.scheduler = new ProbeScheduler({
      clock: this.clock,
      probe: (endpoint, signal) => this.probeOnce(endpoint, signal),
      onSample: (endpoint, sample) => this.keep(endpoint, sample),
      intervalMs: options.probeIntervalMs ?? (() => 2000),
      maxConcurrent: options.maxConcurrentProbes ?? 8,
      random: options.random ?? Math.random,
    });
    this.poller = new Poller(
      this.clock,
      () => options.discoveryIntervalMs ?? 10_000,
      () => this.refresh(),
    );
    this.news = new Batch(this.clock, newsEveryMs, () => this.publish());
    this.following = options.engine.onDidChange((status) => this.follow(status));
    this.follow(options.engine.current);
  }

  get current(): EndpointsState {
    return this.state.current;
  }

  /** Discovers and probes while something is visible or an experiment runs; pauses otherwise. */
  setActive(active: boolean): void {
    if (active === this.active) return;
    this.active = active;
    this.run();
  }

  /** Discovers now, after a discovery that is under way. Never rejects: `current.problem` says why it failed. */
  refresh(): Promise<void> {
    this.discovery = this.discovery.then(() => this.discoverAll());
    return this.discovery;
  }

  /** Probes every probeable endpoint now, active or not; resolves when all have answered and `current` shows it. */
  async probeAll(): Promise<void> {
    await this.scheduler.probeAll();
    this.news.flush();
  }

  /** A fault was set or taken back: what was measured before says nothing any more. Probes at once when active. */
  expectChange(): void {
    this.changedAt = this.clock.now();
    this.states.clear();
    if (this.active && this.engine) void this.scheduler.probeAll();
  }

  dispose(): void {
    this.ended.abort();
    this.following.dispose();
    this.poller.dispose();
    this.scheduler.dispose();
    this.news.dispose();
    this.probed.dispose();
    this.state.dispose();
  }

  private follow(status: EngineStatus): void {
    this.engine = endpointOf(status);
    if (this.engine) this.catalog.moveTo(this.engine);
    if (status.state === 'failed') this.catalog.outdate(status.reason);
    if (status.state === 'stopped') this.catalog.clear();
    this.catalogChanged();
    this.run();
  }

  /** Forgets what was measured of endpoints that are no more, and looks at those that are. */
  private catalogChanged(): void {
    const { endpoints } = this.catalog;
    const known = new Set(endpoints.map(({ id }) => id));
    this.states.clear();
    for (const id of this.samples.keys()) if (!known.has(id)) this.samples.delete(id);
    this.scheduler.watch(endpoints.filter(({ probeable }) => probeable));
    this.publish();
  }

  /** Brings discovery and probes to what is wanted and possible. */
  private run(): void {
    const on = this.active && this.engine !== undefined;
    this.scheduler.setActive(on);
    if (on) this.poller.poke();
    else this.poller.rest();
  }

  private async discoverAll(): Promise<void> {
    const { engine } = this;
    if (!engine || this.ended.signal.aborted) return;
    const results = await Promise.all(
      this.options.regions().map((region) => this.discoverOne(engine, region)),
    );
    if (engine !== this.engine || this.ended.signal.aborted) return; // the engine has changed meanwhile
    this.catalog.apply(results);
    this.catalogChanged();
  }

  private async discoverOne(endpoint: string, region: string): Promise<RegionResult> {
    const { signal } = this.ended;
    try {
      return { region, found: await (this.options.discover ?? discover)({ endpoint, region, signal }) };
    } catch (error) {
      const problem = whyUnknown(endpoint, error);
      if (!signal.aborted) this.log.warn(`[endpoints] Discovery in ${region} failed: ${problem}`);
      return { region, problem };
    }
  }

  private async probeOnce(endpoint: Endpoint, signal: AbortSignal): Promise<Sample> {
    let answer: ProbeAnswer | undefined;
    const sample = await (this.options.probe ?? this.probeForReal)(endpoint, signal, (came) => {
      answer = came;
    });
    this.probed.fire({ endpoint, sample, ...(answer && { answer }) });
    return sample;
  }

  private readonly probeForReal: Probe = (endpoint, signal, onAnswer) => {
    const { probeTimeoutMs: timeoutMs } = this.options;
    const timeout = timeoutMs === undefined ? {} : { timeoutMs };
    return probe(endpoint, { signal, clock: this.clock, onAnswer, ...timeout });
  };

  private keep({ id }: Endpoint, sample: Sample): void {
    const kept = [...(this.samples.get(id) ?? []), sample];
    this.samples.set(id, kept.slice(-(this.options.keptSamples ?? 60)));
    this.states.delete(id);
    this.news.mark();
  }

  private publish(): void {
    const { endpoints, discovered, problem } = this.catalog;
    this.state.set({
      endpoints: endpoints.map((endpoint) => this.stateOf(endpoint)),
      discovered,
      stale: problem !== undefined,
      ...(problem === undefined ? {} : { problem }),
    });
  }

  private stateOf(endpoint: Endpoint): EndpointState {
    const state = this.states.get(endpoint.id) ?? this.stateNow(endpoint);
    this.states.set(endpoint.id, state);
    return state;
  }

  private stateNow(endpoint: Endpoint): EndpointState {
    const samples = this.samples.get(endpoint.id) ?? [];
    const since = this.changedAt === undefined ? {} : { sinceMs: this.changedAt };
    const answered = windowOf(samples, { ...since, size: p95Window }).filter(
      ({ status }) => status !== undefined,
    );
    const p95Ms = percentile(
      answered.map(({ durationMs }) => durationMs),
      0.95,
    );
    return { endpoint, samples, health: healthOf(samples, since), ...(p95Ms === undefined ? {} : { p95Ms }) };
  }
}

/** What the control plane answered, or why no answer came: the SDK passes Node's error on as it is. */
const whyUnknown = (endpoint: string, error: unknown): string => {
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  const answered = $metadata?.httpStatusCode !== undefined;
  return typeof code === 'string' && !answered ? connectError(endpoint, error).message : messageOf(error);
};
