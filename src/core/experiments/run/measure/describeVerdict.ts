import type { SteadyStateVerdict } from '../labMeasurements';

/** Why a statistical steady state is not met, in a sentence for each limit. */
export const describeUnmet = ({ endpoint, confidence, errorRate, latency }: SteadyStateVerdict): string =>
  [
    errorRate && !errorRate.met && rateText(errorRate, confidence),
    latency && !latency.met && latencyText(latency, confidence),
  ]
    .filter(Boolean)
    .map((text) => `${endpoint}: ${text}`)
    .join(' ');

const rateText = ({ value, upper, atMost }: NonNullable<SteadyStateVerdict['errorRate']>, sure: number) =>
  `${percent(value)} of the answers were bad, and with a confidence of ${percent(sure)} all that is known is ` +
  `at most ${percent(upper)}; ${percent(atMost)} are allowed.`;

const latencyText = (
  { percentile, valueMs, upperMs, atMostMs }: NonNullable<SteadyStateVerdict['latency']>,
  sure: number,
) =>
  valueMs === null || upperMs === null
    ? `too few good answers to know percentile ${percentile} with a confidence of ${percent(sure)}.`
    : `percentile ${percentile} of the durations was ${valueMs} ms, and with a confidence of ${percent(sure)} all that ` +
      `is known is at most ${upperMs} ms; ${atMostMs} ms are allowed.`;

const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;
