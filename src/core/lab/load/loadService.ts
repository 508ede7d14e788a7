import { Batch } from '../../batch';
import { type Clock, systemClock } from '../../clock';
import { type Disposable, DisposableStore } from '../../disposable';
import type { Endpoint } from '../../endpoints/endpoint';
import type { EndpointsService } from '../../endpoints/endpointsService';
import { type Engine, endpointOf } from '../../engines/engine';
import { HumanError } from '../../errors';
import { Emitter, type Tracked, Tracker } from '../../event';
import type { FaultsState } from '../../faults/faultsState';
import { type Log, silentLog } from '../../log';
import { FaultBands } from '../faultBands';
import type { Mark } from '../mark';
import { EndpointLoad, type EndpointLoadState } from './endpointLoad';
import { fittingRate, maxTotalRate } from './loadRate';
import { assertMayLoad } from './loadTarget';
import { type RunLoadOptions, runLoad } from './runLoad';

export interface LoadServiceOptions {
  readonly engine: Pick<Engine, 'current' | 'onDidChange' | 'kind'>;
  readonly endpoints: Pick<EndpointsService, 'current' | 'onDidChange'>;
  readonly faults: Tracked<FaultsState>;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly run?: (options: RunLoadOptions) => Disposable;
}

/** What load measured since its news before; numbers that a person reads need no more. */
const newsEveryMs = 1000;
/** Results that are kept once their load has ended. */
const keptResults = 50;

/**
 * Requests at a chosen rate to chosen endpoints, measured for each phase: the time between two changes of the faults
 * in force.
 *
 *   setRate ──▶ runLoad (autocannon) ──every response──▶ EndpointLoad ──▶ current, onDidChange (once a second)
 *                                    └─some of them────▶ onDidSample (marks of the time axis)
 */
export class LoadService implements Tracked<readonly EndpointLoadState[]>, Disposable {
  private readonly store = new DisposableStore();
  private readonly state = new Tracker<readonly EndpointLoadState[]>([]);
  private readonly sampled = new Emitter<{ readonly laneId: string; readonly mark: Mark }>();
  private readonly loads = new Map<string, EndpointLoad>();
  private readonly running = new Map<string, Disposable>();
  private readonly bands = new FaultBands();
  private readonly clock: Clock;
  private readonly news: Batch;
  private phase = { id: 1, label: '' };

  readonly onDidChange = this.state.onDidChange;
  readonly onDidSample = this.sampled.event;

  constructor(private readonly options: LoadServiceOptions) {
    const { engine, endpoints, faults } = options;
    this.clock = options.clock ?? systemClock;
    this.news = this.store.add(new Batch(this.clock, newsEveryMs, () => this.publish()));
    this.store.add(engine.onDidChange((status) => endpointOf(status) === undefined && this.stop()));
    this.store.add(endpoints.onDidChange(() => this.endpointsChanged()));
    this.store.add(faults.onDidChange((state) => this.faultsChanged(state)));
    this.faultsChanged(faults.current);
  }

  get current(): readonly EndpointLoadState[] {
    return this.state.current;
  }

  /** Rejected with a `HumanError` where there must be no load, or no more of it. */
  setRate(endpointId: string, rate: number): void {
    const endpoint = this.find(endpointId);
    if (!endpoint) throw new HumanError('This endpoint is gone. Choose another one.');
    if (rate > 0) assertMayLoad(endpoint, this.options.engine.current, this.options.engine.kind);
    const others = this.totalRate - (this.loads.get(endpointId)?.rate ?? 0);
    const fitting = fittingRate(rate, others);
    if (fitting < rate)
      throw new HumanError(
        `All load together is at most ${maxTotalRate} requests a second, and ${others} are taken. Choose less.`,
      );
    this.change(endpoint, rate);
    this.publish();
  }

  /** The same rate for every endpoint that may be put under load. */
  setRateOfAll(rate: number): void {
    const endpoints = this.endpoints.filter(({ probeable }) => probeable);
    if (rate > 0 && endpoints.length === 0)
      throw new HumanError(
        'There is no GET endpoint without parameters to put under load. Deploy one first.',
      );
    for (const endpoint of rate > 0 ? endpoints : [])
      assertMayLoad(endpoint, this.options.engine.current, this.options.engine.kind);
    if (rate * endpoints.length > maxTotalRate)
      throw new HumanError(
        `${endpoints.length} endpoints at this rate are more than ${maxTotalRate} requests a second. Choose less.`,
      );
    for (const endpoint of endpoints) this.change(endpoint, rate);
    this.publish();
  }

  /** Ends all load; what was measured stays. Tells on how many endpoints there was any. */
  stop(): number {
    const ids = [...this.running.keys()];
    for (const id of ids) this.end(id);
    if (ids.length > 0) this.publish();
    return ids.length;
  }

  dispose(): void {
    this.stop();
    this.store.dispose();
    this.sampled.dispose();
    this.state.dispose();
  }

  private get endpoints(): Endpoint[] {
    return this.options.endpoints.current.endpoints.map(({ endpoint }) => endpoint);
  }

  /** Requests a second that are asked for now. */
  get totalRate(): number {
    return [...this.loads.values()].reduce((sum, { rate }) => sum + rate, 0);
  }

  private find(endpointId: string): Endpoint | undefined {
    return this.endpoints.find(({ id }) => id === endpointId);
  }

  private change(endpoint: Endpoint, rate: number): void {
    const load = this.loads.get(endpoint.id);
    if ((load?.rate ?? 0) === rate) return;
    this.end(endpoint.id);
    if (rate > 0) this.begin(endpoint, rate);
  }

  private begin(endpoint: Endpoint, rate: number): void {
    const { id } = endpoint;
    const load = this.loads.get(id) ?? new EndpointLoad(id);
    this.loads.delete(id); // to its place behind all others
    this.loads.set(id, load);
    load.change(rate, this.clock.now());
    this.running.set(
      id,
      (this.options.run ?? runLoad)({
        endpoint,
        rate,
        clock: this.clock,
        onMark: (mark) => this.answered(load, id, mark),
        onFailure: (reason) => this.failed(id, reason),
      }),
    );
    this.forgetResults();
  }

  private end(id: string, problem?: string): void {
    this.running.get(id)?.dispose();
    this.running.delete(id);
    this.loads.get(id)?.change(0, this.clock.now(), problem);
  }

  private failed(id: string, reason: string): void {
    (this.options.log ?? silentLog).warn(`The load on ${id} has ended: ${reason}`);
    this.end(id, reason);
    this.publish();
  }

  private answered(load: EndpointLoad, laneId: string, mark: Mark): void {
    if (load.add(mark, this.phase, this.clock.now())) this.sampled.fire({ laneId, mark });
    this.news.mark();
  }

  private endpointsChanged(): void {
    const known = new Map(this.endpoints.map((endpoint) => [endpoint.id, endpoint]));
    const gone = [...this.running.keys()].filter((id) => !known.has(id));
    for (const id of gone) this.end(id, 'It is not deployed any more.');
    if (gone.length > 0) this.publish();
  }

  private faultsChanged(state: FaultsState): void {
    const now = this.clock.now();
    const changed = this.bands.update(state, now);
    if (!changed && this.phase.label !== '') return;
    const inForce = this.bands.all.filter(({ to }) => to === undefined).map(({ label }) => label);
    for (const load of this.loads.values()) load.endPhase(now);
    this.phase = { id: this.phase.id + 1, label: inForce.join(', ') || 'no fault' };
  }

  private forgetResults(): void {
    const ended = [...this.loads].filter(([, { rate }]) => rate === 0);
    for (const [id] of ended.slice(0, -keptResults)) this.loads.delete(id);
  }

  private publish(): void {
    const now = this.clock.now();
    this.state.set([...this.loads.values()].map((load) => load.state(now)));
    if (this.running.size > 0) this.news.mark();
  }
}
