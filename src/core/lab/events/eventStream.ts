import { type Clock, systemClock } from '../../clock';
import type { Disposable } from '../../disposable';
import type { EngineStatus } from '../../engines/engine';
import { messageOf } from '../../errors';
import { Emitter, type Tracked, Tracker } from '../../event';
import { type Log, silentLog } from '../../log';
import { type Crossing, parseCrossing } from './crossing';
import { type ReadEventsOptions, readEvents } from './readEvents';

export interface EventStreamOptions {
  /** Where the engine is; the stream follows it. */
  readonly engine: Tracked<EngineStatus>;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly read?: (options: ReadEventsOptions) => Promise<void>;
}

/** Before the next try, twice as long each time. */
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * What crosses the engine, while somebody wants to know: follows the engine to wherever it is, and connects again
 * when the stream breaks off, to go on where it was. `current` tells whether it is connected.
 */
export class EventStream implements Tracked<boolean>, Disposable {
  private readonly connected = new Tracker<boolean>(false);
  private readonly crossed = new Emitter<Crossing>();
  private readonly clock: Clock;
  private readonly log: Log;
  private readonly following: Disposable;
  private active = false;
  private url: string | undefined;
  private reading: AbortController | undefined;
  private pause: Disposable | undefined;
  private pauseMs = firstPauseMs;
  /** Of the last event since this reading began. */
  private lastId: string | undefined;

  readonly onDidChange = this.connected.onDidChange;
  readonly onDidCross = this.crossed.event;

  constructor(private readonly options: EventStreamOptions) {
    this.clock = options.clock ?? systemClock;
    this.log = options.log ?? silentLog;
    this.following = options.engine.onDidChange((status) => this.follow(status));
    this.follow(options.engine.current);
  }

  get current(): boolean {
    return this.connected.current;
  }

  /** Reads while active. */
  setActive(active: boolean): void {
    if (active === this.active) return;
    this.active = active;
    this.begin();
  }

  dispose(): void {
    this.end();
    this.following.dispose();
    this.connected.dispose();
    this.crossed.dispose();
  }

  private follow(status: EngineStatus): void {
    const url = urlOf(status);
    if (url === this.url) return;
    this.url = url;
    this.begin();
  }

  private begin(): void {
    this.end();
    this.lastId = undefined;
    this.pauseMs = firstPauseMs;
    if (this.active && this.url !== undefined) void this.read(this.url);
  }

  private end(): void {
    this.pause?.dispose();
    this.reading?.abort();
    this.reading = undefined;
    this.connected.set(false);
  }

  private async read(url: string): Promise<void> {
    const reading = new AbortController();
    this.reading = reading;
    try {
      await (this.options.read ?? readEvents)({
        url,
        signal: reading.signal,
        ...(this.lastId !== undefined && { lastId: this.lastId }),
        onOpen: () => this.opened(reading),
        onData: (data, id) => this.received(reading, data, id),
      });
    } catch (error) {
      if (!reading.signal.aborted) this.log.debug(messageOf(error));
    }
    if (reading.signal.aborted) return;
    this.connected.set(false);
    this.pause = this.clock.after(this.pauseMs, () => void this.read(url));
    this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
  }

  private opened(reading: AbortController): void {
    if (reading.signal.aborted) return;
    this.pauseMs = firstPauseMs;
    this.connected.set(true);
  }

  private received(reading: AbortController, data: string, id: string | undefined): void {
    if (reading.signal.aborted) return;
    this.lastId = id ?? this.lastId;
    const crossing = parseCrossing(data);
    if (crossing) this.crossed.fire(crossing);
  }
}

const urlOf = (status: EngineStatus): string | undefined =>
  status.state === 'ready' && status.capabilities.events ? `${status.endpoint}/_chaos/events` : undefined;
