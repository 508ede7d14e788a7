import type { GuardOptions } from '../../faults/guard';
import type { DryStrategy, HypothesisStrategy, RollbackStrategy } from '../format/experiment';
import type { ActivityRun, SteadyStateRun } from './journal';

/** How an experiment is run; what is absent is as the file says, else as Chaos Toolkit does. */
export interface RunOptions {
  /** Folder that processes start in. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Values of `configuration` that replace those of the file. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Values of `secrets` that replace those of the file, by target and name. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly rollbackStrategy?: RollbackStrategy;
  readonly hypothesisStrategy?: HypothesisStrategy;
  /** Seconds between two checks while the method runs. */
  readonly hypothesisFrequency?: number;
  /** Whether a hypothesis that is not met while the method runs ends the method. */
  readonly failFast?: boolean;
  readonly dry?: DryStrategy;
  /** Origin of the engine whose faults the run owns; found in the URLs of the file when absent. */
  readonly endpoint?: string;
  /** What takes the faults of a run that dies back from an engine without leases; nothing does when absent. */
  readonly guard?: GuardOptions;
  /** Ends the run as a signal would: rollbacks by strategy, then every fault of the run is taken back. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
}

export type RunPhase = 'before' | 'method' | 'during' | 'after' | 'rollbacks';

/** What a person who watches is told. */
export type RunProgress =
  | { readonly kind: 'phase'; readonly phase: RunPhase }
  | { readonly kind: 'started'; readonly phase: RunPhase; readonly name: string; readonly type: string }
  | { readonly kind: 'ended'; readonly phase: RunPhase; readonly entry: ActivityRun }
  | { readonly kind: 'hypothesis'; readonly phase: RunPhase; readonly steadyState: SteadyStateRun }
  | { readonly kind: 'log'; readonly level: 'info' | 'warning' | 'error'; readonly message: string };
