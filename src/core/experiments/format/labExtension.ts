/**
 * What Chaos Lab adds to an experiment: an entry of `extensions` that Chaos Toolkit passes over. Endpoints are the HTTP
 * probes of the hypothesis, by their names: what a probe asks for is measured, and an answer within its tolerance is
 * a good one.
 */
export interface LabExtension {
  readonly name: 'chaos-lab';
  /** Makes everything that is random in a run the same each time: which calls a rule fails, when load is sent. */
  readonly seed?: number;
  /** Judged over many answers instead of one, before and after the method, besides the hypothesis. */
  readonly steadyState?: readonly StatisticalSteadyState[];
  /** Requests that are sent while the method runs. Without it, what is in `expected` is asked once a second. */
  readonly load?: LabLoad;
  /** Which endpoints the faults of the method must reach, and which they must not. */
  readonly expected?: ExpectedBlastRadius;
  /** Of an experiment that was made from a recording. */
  readonly recorded?: unknown;
}

/** At least one of `errorRate` and `latency`. */
export interface StatisticalSteadyState {
  /** Names of HTTP probes of the hypothesis; all but those of the Chaos API when absent. Each is judged by itself. */
  readonly endpoints?: readonly string[];
  /** Seconds. */
  readonly window: number;
  /** To each endpoint. */
  readonly requestsPerSecond: number;
  /**
   * How sure the verdict is, between 0.5 and 1; 0.95 when absent. It is met when the bound of the one-sided confidence
   * interval is within the limit: for the error rate that of Clopper and Pearson, for the latency an order statistic.
   */
  readonly confidence?: number;
  /** The share of bad answers has to be at most this, above 0 and below 1. */
  readonly errorRate?: { readonly atMost: number };
  /** The percentile (above 0, below 100) of the durations of the good answers has to be at most this. */
  readonly latency?: { readonly percentile: number; readonly atMostMs: number };
}

export interface LabLoad {
  /** To each endpoint. */
  readonly requestsPerSecond: number;
  /** Names of HTTP probes of the hypothesis; all but those of the Chaos API when absent. */
  readonly endpoints?: readonly string[];
  /** Requests under way at once, of all endpoints together; 10 when absent. What would exceed it is not sent. */
  readonly concurrency?: number;
}

/** Names of HTTP probes of the hypothesis. */
export interface ExpectedBlastRadius {
  /** At least one answer of each while the method runs is a bad one. */
  readonly failed?: readonly string[];
  /** No answer of each while the method runs is a bad one. */
  readonly stayedHealthy?: readonly string[];
}

export const labExtensionName = 'chaos-lab';

/** What holds when the file does not say. */
export const labDefaults = { confidence: 0.95, concurrency: 10, expectedRequestsPerSecond: 1 } as const;
