/** What Chaos Lab measured of a run: its entry in the journal's `extensions`. Durations are in ms where they say so. */
export interface LabMeasurements {
  readonly name: 'chaos-lab';
  /** Whether all faults of the run are known to be gone; else why not, in sentences. */
  readonly faultsTakenBack: true | readonly string[];
  /** That was set at the engine; absent when there was none that knows one. */
  readonly seed?: number;
  readonly steadyState?: {
    readonly before?: readonly SteadyStateVerdict[];
    readonly after?: readonly SteadyStateVerdict[];
  };
  readonly load?: LoadMeasurement;
  readonly endpoints?: readonly EndpointMeasurement[];
  readonly expected?: BlastRadiusVerdict;
}

/** Of one endpoint and one entry of `steadyState`. */
export interface SteadyStateVerdict {
  readonly endpoint: string;
  readonly met: boolean;
  readonly confidence: number;
  readonly requests: number;
  readonly bad: number;
  /** `upper` is the bound of the interval: it has to be at most `atMost`. */
  readonly errorRate?: {
    readonly met: boolean;
    readonly value: number;
    readonly upper: number;
    readonly atMost: number;
  };
  /** Of the good answers; null when there are too few to tell. */
  readonly latency?: {
    readonly met: boolean;
    readonly percentile: number;
    readonly valueMs: number | null;
    readonly upperMs: number | null;
    readonly atMostMs: number;
  };
}

export interface LoadMeasurement {
  readonly requestsPerSecond: number;
  readonly concurrency: number;
  readonly requests: number;
  /** Were due and would have exceeded the concurrency. */
  readonly notSent: number;
}

/** Of the requests of the load, while the method ran and until the endpoint had recovered. */
export interface EndpointMeasurement {
  readonly endpoint: string;
  readonly requests: number;
  readonly bad: number;
  /** Of the good answers; null when there was none. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  /** From the first fault to the end of the first bad answer; null when none was bad. */
  readonly detectedAfterMs: number | null;
  /** From when the faults were gone to the end of the first good answer that no bad one follows; null when it did not. */
  readonly recoveredAfterMs: number | null;
}

export interface BlastRadiusVerdict {
  readonly met: boolean;
  readonly failed: readonly ExpectedEndpoint[];
  readonly stayedHealthy: readonly ExpectedEndpoint[];
}

export interface ExpectedEndpoint {
  readonly endpoint: string;
  readonly met: boolean;
  readonly requests: number;
  readonly bad: number;
}
