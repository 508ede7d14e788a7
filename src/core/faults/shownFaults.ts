import { isDeepStrictEqual } from 'node:util';
import { Batch } from '../batch';
import type { Clock } from '../clock';
import { type Disposable, DisposableStore } from '../disposable';
import { type Event, type Tracked, Tracker } from '../event';
import type { LogLine } from '../logLine';
import type { FaultsState, RuleView } from './faultsState';
import { HitLog } from './hitLog';

/** How soon hits that were counted from the log are shown. */
const hitsDelayMs = 250;

/** The faults as the lab shows them: what was read last, with hits from the engine's log where it counts none. */
export class ShownFaults implements Tracked<FaultsState>, Disposable {
  private readonly state: Tracker<FaultsState>;
  private readonly hits: HitLog;
  private readonly store = new DisposableStore();
  /** As the engine gave it. */
  private read: FaultsState;
  /** Readings may overlap: an older one must not cover a newer one. */
  private readingsBegun = 0;
  private readingShown = 0;

  readonly onDidChange;

  constructor(reason: string, clock: Clock, engineLog?: Event<LogLine>) {
    this.read = unavailable(reason);
    this.state = this.store.add(new Tracker<FaultsState>(this.read, isDeepStrictEqual));
    this.onDidChange = this.state.onDidChange;
    this.hits = this.store.add(new HitLog());
    const batch = this.store.add(new Batch(clock, hitsDelayMs, () => this.state.set(this.withHits())));
    this.store.add(this.hits.onDidCount(() => batch.mark()));
    if (engineLog) this.store.add(engineLog((line) => this.hits.read(line)));
  }

  get current(): FaultsState {
    return this.state.current;
  }

  /** To be called before the engine is asked. */
  beginReading(): number {
    return ++this.readingsBegun;
  }

  /** False when a newer one is shown already. */
  show(reading: number, state: FaultsState): boolean {
    if (reading < this.readingShown) return false;
    this.readingShown = reading;
    this.read = state;
    this.hits.watch(state.rules.map(({ rule }) => rule));
    this.state.set(this.withHits());
    return true;
  }

  /** No engine with chaos answers. */
  hide(reason: string): void {
    this.read = unavailable(reason);
    this.hits.forget();
    this.state.set(this.read);
  }

  dispose(): void {
    this.store.dispose();
  }

  private withHits(): FaultsState {
    if (!this.hits.tells) return this.read;
    return { ...this.read, rules: this.read.rules.map((view) => this.counted(view)) };
  }

  private counted(view: RuleView): RuleView {
    if (view.hits !== undefined) return view;
    return { ...view, hits: this.hits.hitsOf(view.rule), approximate: true };
  }
}

const unavailable = (reason: string): FaultsState => ({ available: false, reason, rules: [], latencyMs: 0 });
