import type { FaultRule } from './rule';

/** A rule as the lab shows it. */
export interface RuleView {
  readonly rule: FaultRule;
  /** Position in the engine's list: the index that `x-chaos-rule` and events name. */
  readonly index: number;
  /** `ours`: tagged by this window. `lab`: by another Chaos Lab client (`chaos-lab:…`). `foreign`: by anybody else. */
  readonly owner: 'ours' | 'lab' | 'foreign';
  /** Unix ms when the lab will take it back; absent when it stays until cleared. */
  readonly endsAt?: number;
  /** How often it fired; absent when the engine does not count. */
  readonly hits?: number;
  /** `hits` was counted from the engine's log, which names neither rule nor region: see `HitLog`. */
  readonly approximate?: true;
  /** How often a request fitted it, fired or not. */
  readonly matches?: number;
  /** Unix ms at which the engine ends it, by its own `durationMs`. */
  readonly overAt?: number;
  /** Index of a rule before it that fits all that this one does, so that it is not tried. */
  readonly shadowedBy?: number;
}

/** What the engine holds at present, read back from it. */
export interface FaultsState {
  /** False while no engine with chaos answers: then `rules` is empty. */
  readonly available: boolean;
  /** Why a switch is grey; present when not `available`. */
  readonly reason?: string;
  readonly rules: readonly RuleView[];
  /** The network latency effect; 0 is none. */
  readonly latencyMs: number;
}

export interface HaltReport {
  readonly removedRules: number;
  readonly clearedLatency: boolean;
  /** Rules that somebody else set and that are still there. */
  readonly remaining: readonly FaultRule[];
}
