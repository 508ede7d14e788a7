import type { Mark } from '../mark';
import { RingBuffer } from '../ringBuffer';
import { type LoadPhase, PhaseStats } from './phaseStats';

/** The load on one endpoint, as measured. */
export interface EndpointLoadState {
  readonly endpointId: string;
  /** Requests a second that were asked for; 0 when it has ended. */
  readonly rate: number;
  /** Responses a second, of the last seconds. */
  readonly measuredRate: number;
  /** Oldest first. */
  readonly phases: readonly LoadPhase[];
  /** Why it ended by itself. */
  readonly problem?: string;
}

const keptPhases = 6;
const measuredOverMs = 5000;
/** In the time axis, of one endpoint: a lane has no room for more. */
const shownPerSecond = 5;

/** What load measured of one endpoint, in constant memory. */
export class EndpointLoad {
  private readonly over = new RingBuffer<LoadPhase>(keptPhases - 1);
  private readonly seconds = new Map<number, number>();
  private phase: PhaseStats | undefined;
  private shown = { second: 0, count: 0 };
  private beganAt = 0;
  private setRate = 0;
  private problem: string | undefined;

  constructor(private readonly endpointId: string) {}

  get rate(): number {
    return this.setRate;
  }

  change(rate: number, now: number, problem?: string): void {
    this.problem = problem;
    if (this.setRate === 0 && rate > 0) this.beganAt = now;
    if (rate === 0) this.endPhase(now);
    this.setRate = rate;
  }

  endPhase(now: number): void {
    if (this.phase) this.over.push(this.phase.summary(now));
    this.phase = undefined;
  }

  /** Gives whether the time axis has room for this response. */
  add(mark: Mark, phase: Pick<LoadPhase, 'id' | 'label'>, now: number): boolean {
    this.phase ??= new PhaseStats(phase, now);
    this.phase.add(mark);
    const second = Math.floor(now / 1000);
    this.seconds.set(second, (this.seconds.get(second) ?? 0) + 1);
    this.forget(now);
    if (this.shown.second !== second) this.shown = { second, count: 0 };
    return ++this.shown.count <= shownPerSecond;
  }

  state(now: number): EndpointLoadState {
    this.forget(now);
    const phases = [...this.over, ...(this.phase ? [this.phase.summary(now)] : [])];
    const { endpointId, rate, problem } = this;
    return { endpointId, rate, measuredRate: this.measured(now), phases, ...(problem && { problem }) };
  }

  /** Over whole seconds that are past. */
  private measured(now: number): number {
    if (this.rate === 0) return 0;
    const present = Math.floor(now / 1000);
    const past = [...this.seconds].filter(([second]) => second < present);
    const span = Math.min(measuredOverMs / 1000, Math.max(1, present - Math.floor(this.beganAt / 1000)));
    return past.reduce((sum, [, count]) => sum + count, 0) / span;
  }

  private forget(now: number): void {
    const oldest = Math.floor((now - measuredOverMs) / 1000);
    for (const second of this.seconds.keys()) if (second < oldest) this.seconds.delete(second);
  }
}
