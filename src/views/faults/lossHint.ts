import { type Disposable, DisposableStore } from '../../core/disposable';
import type { Engine } from '../../core/engines/engine';
import { type Event, type Tracked, Tracker } from '../../core/event';

export interface LossHintOptions {
  /** Faults of ours went without our doing. */
  readonly onDidLose: Event<{ readonly reason: string }>;
  /** A person switches faults, and has seen the hint by then. */
  readonly onDidSwitch: Event<void>;
  readonly engine: Pick<Engine, 'onDidChange'>;
}

/** What the view says of faults that somebody else took back, until it is no news any more. */
export class LossHint implements Tracked<string | undefined>, Disposable {
  private readonly store = new DisposableStore();
  private readonly hint = this.store.add(new Tracker<string | undefined>(undefined));

  readonly onDidChange = this.hint.onDidChange;

  constructor({ onDidLose, onDidSwitch, engine }: LossHintOptions) {
    this.store.add(onDidLose(({ reason }) => this.hint.set(reason)));
    this.store.add(onDidSwitch(() => this.hint.set(undefined)));
    this.store.add(
      engine.onDidChange(({ state }) => {
        // An engine that comes back is how faults are lost; one that goes has none to speak of.
        if (state === 'stopped' || state === 'failed') this.hint.set(undefined);
      }),
    );
  }

  get current(): string | undefined {
    return this.hint.current;
  }

  dispose(): void {
    this.store.dispose();
  }
}
