import type { EndpointMeasurement } from '../labMeasurements';
import { durationsOf } from './judgeSteadyState';
import type { Sample } from './sampler';
import { percentileOf } from './statistics';

/** When the faults of a run were in force: Unix ms. */
export interface FaultTimes {
  /** The first; absent when nobody can tell. */
  readonly from?: number;
  /** From then on there were none; absent when there still are, or nobody can tell. */
  readonly to?: number;
}

/** What the samples of one endpoint, in any order, say of it. */
export const measureEndpoint = (
  endpoint: string,
  samples: readonly Sample[],
  faults: FaultTimes,
): EndpointMeasurement => {
  const own = samples.filter((sample) => sample.endpoint === endpoint).sort((a, b) => a.at - b.at);
  const sorted = durationsOf(own);
  return {
    endpoint,
    requests: own.length,
    bad: own.filter(({ isGood }) => !isGood).length,
    p50Ms: percentileOf(sorted, 50) ?? null,
    p95Ms: percentileOf(sorted, 95) ?? null,
    p99Ms: percentileOf(sorted, 99) ?? null,
    detectedAfterMs: detectedAfter(own, faults),
    recoveredAfterMs: recoveredAfter(own, faults),
  };
};

const endOf = ({ at, durationMs }: Sample): number => at + durationMs;

const detectedAfter = (samples: readonly Sample[], { from }: FaultTimes): number | null => {
  const first = samples.find((sample) => !sample.isGood && endOf(sample) >= (from ?? 0));
  return first === undefined || from === undefined ? null : Math.max(0, endOf(first) - from);
};

/** Null for an endpoint that was never bad, too: there was nothing to recover from. */
const recoveredAfter = (samples: readonly Sample[], { to }: FaultTimes): number | null => {
  const lastBad = samples.findLastIndex(({ isGood }) => !isGood);
  const good = lastBad < 0 ? undefined : samples[lastBad + 1];
  return good === undefined || to === undefined ? null : Math.max(0, endOf(good) - to);
};
