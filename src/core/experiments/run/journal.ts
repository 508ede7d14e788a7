import type { Activity, Experiment, FullActivity } from '../format/experiment';

/** What a run leaves behind, as Chaos Toolkit would have written it; measurements of our own are in `extensions`. */
export interface Journal {
  readonly 'chaoslib-version': string;
  readonly platform: string;
  readonly node: string;
  readonly experiment: Experiment;
  /** ISO 8601, UTC: as Python's `isoformat` writes it. */
  readonly start: string;
  readonly end: string;
  /** Seconds. */
  readonly duration: number;
  readonly status: JournalStatus;
  readonly deviated: boolean;
  readonly steady_states: {
    readonly before: SteadyStateRun | null;
    readonly after: SteadyStateRun | null;
    readonly during: readonly SteadyStateRun[];
  };
  readonly run: readonly ActivityRun[];
  readonly rollbacks: readonly ActivityRun[];
  /** What Chaos Lab measured (`LabMeasurements`). */
  readonly extensions?: readonly { readonly name: string }[];
}

export type JournalStatus = 'completed' | 'failed' | 'aborted' | 'interrupted';

export interface SteadyStateRun {
  readonly steady_state_met: boolean | null;
  readonly probes: readonly ActivityRun[];
}

export interface ActivityRun {
  readonly activity: FullActivity | Activity;
  readonly start: string;
  readonly end: string;
  /** Seconds. */
  readonly duration: number;
  readonly status: 'succeeded' | 'failed' | 'aborted';
  readonly output: unknown;
  /** Of a probe of the hypothesis. */
  readonly tolerance_met?: boolean;
  /** Lines of what went wrong. */
  readonly exception?: readonly string[];
}
