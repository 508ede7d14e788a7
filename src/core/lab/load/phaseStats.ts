import { percentile } from '../../endpoints/percentile';
import { isFailed, type Mark } from '../mark';
import { RingBuffer } from '../ringBuffer';

/** What load measured of one endpoint between two changes of the faults in force. */
export interface LoadPhase {
  /** Counts up with the changes. */
  readonly id: number;
  /** The faults in force: `lambda in us-east-1`, `no fault`. */
  readonly label: string;
  /** Unix ms. */
  readonly from: number;
  readonly requests: number;
  /** Of the last so many responses. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** 0 to 1. */
  readonly errorRate: number;
  /** Responses a second. */
  readonly throughput: number;
}

/** Percentiles are of the last so many responses of a phase. */
const keptDurations = 1000;

export class PhaseStats {
  private readonly durations = new RingBuffer<number>(keptDurations);
  private requests = 0;
  private failed = 0;

  constructor(
    private readonly phase: Pick<LoadPhase, 'id' | 'label'>,
    private readonly from: number,
  ) {}

  get id(): number {
    return this.phase.id;
  }

  add(mark: Mark): void {
    this.requests++;
    if (isFailed(mark)) this.failed++;
    if (mark.status !== 0) this.durations.push(mark.durationMs);
  }

  /** As of `until`, which is the end of the phase or now. */
  summary(until: number): LoadPhase {
    const durations = [...this.durations];
    const share = (part: number) => percentile(durations, part) ?? 0;
    return {
      ...this.phase,
      from: this.from,
      requests: this.requests,
      p50Ms: share(0.5),
      p95Ms: share(0.95),
      p99Ms: share(0.99),
      errorRate: this.requests === 0 ? 0 : this.failed / this.requests,
      throughput: this.requests / Math.max(1, (until - this.from) / 1000),
    };
  }
}
