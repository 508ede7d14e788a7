import { Batch } from '../batch';
import { type Clock, systemClock } from '../clock';
import { type Disposable, DisposableStore } from '../disposable';
import type { Endpoint, EndpointState } from '../endpoints/endpoint';
import type { EndpointsService, Probed } from '../endpoints/endpointsService';
import type { EngineStatus } from '../engines/engine';
import { Emitter, type Event, type Tracked } from '../event';
import type { FaultsState, RuleView } from '../faults/faultsState';
import { impactOf, type Verdict } from './blastRadius';
import type { Crossing } from './events/crossing';
import type { EventStream } from './events/eventStream';
import type { Explanation } from './explain';
import { type Circumstances, type Conclusion, Explanations, type LastFailure } from './explanations';
import { type FaultBand, FaultBands } from './faultBands';
import { type FaultOutcome, FaultOutcomes } from './faultOutcomes';
import { knownServices } from './knownServices';
import { type Lane, LaneStore } from './laneStore';
import type { LoadService } from './load/loadService';
import { type Mark, markOf } from './mark';
import { attemptsOf, maskedSentence } from './maskedFaults';
import { type LoggedResponse, ResponseLog } from './responseLog';
import { RuleRecords } from './ruleRecords';
import type { Sentence } from './sentence';
import { silencingRule } from './silencingRule';
import { type SilentRule, silentRules } from './silentRules';
import type { Timeline } from './timeline';
import { type SparedEndpoint, sparedEndpoints, unaffected } from './unaffected';

export interface LabServiceOptions {
  readonly engine: Tracked<EngineStatus>;
  readonly endpoints: Pick<EndpointsService, 'current' | 'onDidChange' | 'onDidProbe'>;
  readonly faults: Tracked<FaultsState>;
  readonly events: Pick<EventStream, 'onDidCross'>;
  /** Responses of the load, as far as the time axis shows them. */
  readonly load?: Pick<LoadService, 'onDidSample'>;
  readonly clock?: Clock;
}

/** A mark, and where it stands: one object for each of thousands a second. */
export interface LaneMark extends Mark {
  readonly laneId: string;
}

/** What came since the news before. What else has changed is to be asked for. */
export interface LabNews {
  readonly marks: readonly LaneMark[];
  readonly responses: readonly LoggedResponse[];
}

/** Ten times a second is as often as anybody can look. */
const newsEveryMs = 100;

/**
 * The one model that the lab panel shows: cause beside effect on one time axis, in bounded memory.
 *
 *   probes ───▶ LaneStore, ResponseLog ─┐
 *   crossings ▶ LaneStore               ├──▶ onDidChange (batched)
 *   faults ───▶ FaultBands, RuleRecords ┘
 */
export class LabService implements Disposable {
  private readonly store = new DisposableStore();
  private readonly clock: Clock;
  private readonly changed = new Emitter<LabNews>();
  private readonly lanesKept = new LaneStore();
  private readonly faultBands = new FaultBands();
  private readonly records = new RuleRecords();
  private readonly over = new FaultOutcomes();
  private readonly failures = new Map<string, LastFailure>();
  private readonly explained = new Explanations();
  private readonly news: Batch;
  private marks: LaneMark[] = [];
  private responses: LoggedResponse[] = [];
  private endpointsShown: ReadonlyMap<string, Endpoint> = new Map();
  /** Until the rules or the endpoints are others. */
  private spared: readonly SparedEndpoint[] | undefined;
  private faultsChangedAt = Number.NEGATIVE_INFINITY;
  private lost = 0;

  readonly log = new ResponseLog();
  /** At most ten times a second. */
  readonly onDidChange: Event<LabNews> = this.changed.event;

  constructor(private readonly options: LabServiceOptions) {
    const { endpoints, engine, events, faults, load } = options;
    this.clock = options.clock ?? systemClock;
    this.news = this.store.add(new Batch(this.clock, newsEveryMs, () => this.publish()));
    this.store.add(endpoints.onDidProbe((probed) => this.probed(probed)));
    this.store.add(endpoints.onDidChange(() => this.endpointsChanged()));
    this.store.add(events.onDidCross((crossing) => this.crossed(crossing)));
    this.store.add(faults.onDidChange((state) => this.faultsChanged(state)));
    this.store.add(engine.onDidChange(() => this.news.mark()));
    if (load) this.store.add(load.onDidSample(({ laneId, mark }) => this.sampled(laneId, mark)));
    this.endpointsChanged();
    this.faultsChanged(faults.current);
  }

  /** The same list for as long as it holds the same. */
  get lanes(): readonly Lane[] {
    return this.lanesKept.lanes;
  }

  timeline(laneId: string): Timeline | undefined {
    return this.lanesKept.timeline(laneId);
  }

  get bands(): readonly FaultBand[] {
    return this.faultBands.all;
  }

  /** Events of the engine that were lost, since we or the way to us were too slow. */
  get lostEvents(): number {
    return this.lost;
  }

  /** Why endpoints fail, one sentence for each. */
  get explanations(): Explanation[] {
    const found: Explanation[] = [];
    const { circumstances } = this;
    for (const endpoint of this.endpointsShown.values()) {
      const { explanation } = this.concludeOf(endpoint, circumstances);
      if (explanation) found.push(explanation);
    }
    return found;
  }

  /** Why other endpoints do well while faults are in force. */
  get unaffected(): Sentence[] {
    const rules = this.options.faults.current.rules.map(({ rule }) => rule);
    if (rules.length === 0) return [];
    this.spared ??= sparedEndpoints(rules, [...this.endpointsShown.values()]);
    const { circumstances } = this;
    return unaffected(this.spared, (endpoint) => this.concludeOf(endpoint, circumstances).well);
  }

  /** What the last faults did that are over, the newest first. */
  get outcomes(): FaultOutcome[] {
    return this.over.shownAt(this.clock.now());
  }

  /** Rules that nothing has fitted for a while. */
  get silentRules(): SilentRule[] {
    const { rules } = this.options.faults.current;
    return silentRules(rules, this.records.setAt, () => this.catalog, this.clock.now());
  }

  /** What a rule was to hit against what it hit; undefined when rules before it decide too. */
  verdict(view: RuleView): Verdict | undefined {
    return this.records.verdict(view, this.options.faults.current.rules, this.endpointStates);
  }

  /** What attempts leave of a rule that fires for some calls only; undefined where none are made again. */
  masked({ rule }: RuleView): Sentence | undefined {
    const invoked = this.endpointStates.some(({ endpoint }) => impactOf(rule, endpoint) === 'function');
    return invoked ? maskedSentence(rule, attemptsOf({ product: this.product }, 'function')) : undefined;
  }

  dispose(): void {
    this.store.dispose();
    this.changed.dispose();
  }

  private get circumstances(): Circumstances {
    const { product, faultsChangedAt } = this;
    return { product, faultsChangedAt };
  }

  private get product(): string {
    const { current } = this.options.engine;
    return 'capabilities' in current ? current.capabilities.product : '';
  }

  private get endpointStates(): readonly EndpointState[] {
    return this.options.endpoints.current.endpoints;
  }

  /** What is known to exist: what everybody knows, and what was seen. */
  private get catalog(): Record<string, string[]> {
    const catalog = Object.fromEntries(Object.entries(knownServices).map(([name, all]) => [name, [...all]]));
    for (const lane of this.lanes) {
      if (lane.kind === 'call' && lane.operation)
        catalog[lane.service] = [...(catalog[lane.service] ?? []), lane.operation];
    }
    return catalog;
  }

  private concludeOf(endpoint: Endpoint, circumstances: Circumstances): Conclusion {
    const { id } = endpoint;
    return this.explained.of(endpoint, this.timeline(id), this.failures.get(id), circumstances);
  }

  private probed({ endpoint, sample, answer }: Probed): void {
    const silencing = silencingRule(this.options.faults.current.rules, endpoint, sample);
    const fired = sample.injected ? this.firedRule(answer?.headers) : silencing;
    this.records.count(endpoint, sample, fired);
    const rule = fired ?? (sample.injected ? this.likelyRule(endpoint.id) : undefined);
    this.add(endpoint.id, {
      ...markOf(sample),
      ...(silencing && { injected: true }),
      endpointId: endpoint.id,
      ...(sample.error !== undefined && { error: sample.error }),
      ...(rule && { rule: rule.rule }),
      ...(answer && { detail: answer }),
    });
  }

  private crossed(crossing: Crossing): void {
    const { time, status, durationMs, rule: index, endpoint: id, dropped = 0 } = crossing;
    this.lost += dropped;
    const mark: Mark = { at: time, status, durationMs, injected: index !== undefined };
    if (id === undefined) {
      this.mark(this.lanesKept.addCall(crossing, mark), mark);
      return;
    }
    const endpoint = this.endpointsShown.get(id);
    if (!endpoint || endpoint.probeable) return; // what we ask ourselves is measured here
    const rule = this.options.faults.current.rules.find((view) => view.index === index)?.rule;
    this.add(id, { ...mark, endpointId: id, ...(rule && { rule }) });
  }

  private add(laneId: string, response: Omit<LoggedResponse, 'id'>): void {
    const { at, status, durationMs, injected, rule, error } = response;
    const mark = { at, status, durationMs, injected };
    this.lanesKept.add(laneId, mark);
    const { detail, ...entry } = this.log.add(response);
    this.responses.push(entry);
    if (status === 0 || status >= 400)
      this.failures.set(laneId, { ...(rule && { rule }), ...(error !== undefined && { error }) });
    this.mark(laneId, mark);
  }

  private sampled(laneId: string, mark: Mark): void {
    this.lanesKept.add(laneId, mark);
    this.mark(laneId, mark);
  }

  private mark(laneId: string, { at, status, durationMs, injected }: Mark): void {
    this.marks.push({ laneId, at, status, durationMs, injected });
    this.news.mark();
  }

  /** The rule that the engine says has fired, by its index. */
  private firedRule(headers: readonly (readonly [string, string])[] = []): RuleView | undefined {
    const [, index] = headers.find(([name]) => name.toLowerCase() === 'x-chaos-rule') ?? [];
    return this.options.faults.current.rules.find((view) => String(view.index) === index);
  }

  /** The list may have changed while the answer was on its way. */
  private likelyRule(endpointId: string): RuleView | undefined {
    const endpoint = this.endpointsShown.get(endpointId);
    return endpoint && this.options.faults.current.rules.find(({ rule }) => impactOf(rule, endpoint));
  }

  private endpointsChanged(): void {
    const endpoints = this.endpointStates.map(({ endpoint }) => endpoint);
    if (!sameItems(endpoints, [...this.endpointsShown.values()])) this.showEndpoints(endpoints);
    this.news.mark();
  }

  private showEndpoints(endpoints: readonly Endpoint[]): void {
    const known = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
    this.endpointsShown = known;
    this.spared = undefined;
    this.lanesKept.show(endpoints);
    if (endpoints.length > 0) this.log.keepOnly(new Set(known.keys()));
    for (const id of this.failures.keys()) if (!known.has(id)) this.failures.delete(id);
    this.explained.keepOnly(known);
  }

  private faultsChanged(state: FaultsState): void {
    const now = this.clock.now();
    this.spared = undefined;
    this.over.update(state, this.records, this.endpointStates, now);
    this.records.update(state, now);
    if (this.faultBands.update(state, now)) this.faultsChangedAt = now;
    this.news.mark();
  }

  private publish(): void {
    const news = { marks: this.marks, responses: this.responses };
    this.marks = [];
    this.responses = [];
    this.changed.fire(news);
  }
}

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
