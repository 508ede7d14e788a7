import { labDefaults, type StatisticalSteadyState } from '../../format/labExtension';
import type { SteadyStateVerdict } from '../labMeasurements';
import type { Sample } from './sampler';
import { percentileOf, upperPercentile, upperShare } from './statistics';

/** Whether the answers of one endpoint show, at the confidence asked for, that it is within its limits. */
export const judgeSteadyState = (
  endpoint: string,
  { confidence = labDefaults.confidence, errorRate, latency }: StatisticalSteadyState,
  samples: readonly Sample[],
): SteadyStateVerdict => {
  const own = samples.filter((sample) => sample.endpoint === endpoint);
  const bad = own.filter(({ isGood }) => !isGood).length;
  const rate = errorRate && judgeRate(bad, own.length, errorRate.atMost, confidence);
  const slow = latency && judgeLatency(own, latency, confidence);
  return {
    endpoint,
    confidence,
    requests: own.length,
    bad,
    met: (rate?.met ?? true) && (slow?.met ?? true),
    ...(rate && { errorRate: rate }),
    ...(slow && { latency: slow }),
  };
};

const judgeRate = (bad: number, n: number, atMost: number, confidence: number) => {
  const upper = upperShare(bad, n, confidence);
  return { value: n === 0 ? 1 : bad / n, upper, atMost, met: upper <= atMost };
};

const judgeLatency = (
  samples: readonly Sample[],
  { percentile, atMostMs }: NonNullable<StatisticalSteadyState['latency']>,
  confidence: number,
) => {
  const sorted = durationsOf(samples);
  const upperMs = upperPercentile(sorted, percentile, confidence) ?? null;
  const valueMs = percentileOf(sorted, percentile) ?? null;
  return { percentile, valueMs, upperMs, atMostMs, met: upperMs !== null && upperMs <= atMostMs };
};

/** Of the good answers, ascending: a bad one may be as fast as it likes. */
export const durationsOf = (samples: readonly Sample[]): number[] =>
  samples
    .filter(({ isGood }) => isGood)
    .map(({ durationMs }) => durationMs)
    .sort((a, b) => a - b);
