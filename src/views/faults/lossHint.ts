import { type Clock, systemClock } from '../../core/clock';
import { type Disposable, DisposableStore } from '../../core/disposable';
import type { Engine } from '../../core/engines/engine';
import { type Event, type Tracked, Tracker } from '../../core/event';

export interface LossHintOptions {
  /** Faults of ours went without our doing. */
  readonly onDidLose: Event<{ readonly reason: string }>;
  /** A person switches faults, and has seen the hint by then. */
  readonly onDidSwitch: Event<void>;
  readonly engine: Pick<Engine, 'onDidChange'>;
  readonly clock?: Clock;
}

/** After this long it is no news to anybody who watches. */
const shownMs = 120_000;

/** What the view says of faults that somebody else took back, until it is no news any more. */
export class LossHint implements Tracked<string | undefined>, Disposable {
  private readonly store = new DisposableStore();
  private readonly hint = this.store.add(new Tracker<string | undefined>(undefined));

  readonly onDidChange = this.hint.onDidChange;

  private over: Disposable | undefined;

  constructor({ onDidLose, onDidSwitch, engine, clock = systemClock }: LossHintOptions) {
    this.store.add(onDidLose(({ reason }) => this.show(reason, clock)));
    this.store.add(onDidSwitch(() => this.hide()));
    this.store.add(
      engine.onDidChange(({ state }) => {
        // An engine that comes back is how faults are lost; one that goes has none to speak of.
        if (state === 'stopped' || state === 'failed') this.hide();
      }),
    );
  }

  get current(): string | undefined {
    return this.hint.current;
  }

  dispose(): void {
    this.over?.dispose();
    this.store.dispose();
  }

  private show(reason: string, clock: Clock): void {
    this.over?.dispose();
    this.over = clock.after(shownMs, () => this.hide());
    this.hint.set(reason);
  }

  private hide(): void {
    this.over?.dispose();
    this.hint.set(undefined);
  }
}
