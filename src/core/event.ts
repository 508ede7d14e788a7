import { type Disposable, toDisposable } from './disposable';

/** Subscribes a listener; disposing of the result unsubscribes it. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The private side of an `Event`. Firing is synchronous; a listener that throws does not stop the others. */
export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(private readonly onListenerError: (error: unknown) => void = reportLater) {}

  readonly event: Event<T> = (listener) => {
    const own = (value: T) => listener(value);
    this.listeners.add(own);
    return toDisposable(() => this.listeners.delete(own));
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.onListenerError(error);
      }
    }
  }

  get size(): number {
    return this.listeners.size;
  }

  dispose(): void {
    this.listeners.clear();
  }
}

/** Out of the way of the caller, into the process's own report of uncaught errors. */
const reportLater = (error: unknown) =>
  queueMicrotask(() => {
    throw error;
  });

/** A present value and the news of its change. */
export interface Tracked<T> {
  readonly current: T;
  readonly onDidChange: Event<T>;
}

/** A `Tracked` that its owner sets; equal values (by `same`) are no news. */
export class Tracker<T> implements Tracked<T>, Disposable {
  private readonly emitter: Emitter<T>;
  readonly onDidChange: Event<T>;

  constructor(
    private value: T,
    private readonly same: (a: T, b: T) => boolean = Object.is,
    onListenerError?: (error: unknown) => void,
  ) {
    this.emitter = new Emitter<T>(onListenerError);
    this.onDidChange = this.emitter.event;
  }

  get current(): T {
    return this.value;
  }

  set(value: T): void {
    if (this.same(this.value, value)) return;
    this.value = value;
    this.emitter.fire(value);
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
