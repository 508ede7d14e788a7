import type { ExpectedBlastRadius } from '../../format/labExtension';
import type { BlastRadiusVerdict, ExpectedEndpoint } from '../labMeasurements';
import type { Sample } from './sampler';

/** Whether the faults reached what they had to, and nothing that they must not. Without an answer nothing is shown. */
export const judgeBlastRadius = (
  { failed = [], stayedHealthy = [] }: ExpectedBlastRadius,
  samples: readonly Sample[],
): BlastRadiusVerdict => {
  const judge = (endpoint: string, isAsHoped: (bad: number) => boolean): ExpectedEndpoint => {
    const own = samples.filter((sample) => sample.endpoint === endpoint);
    const bad = own.filter(({ isGood }) => !isGood).length;
    return { endpoint, met: own.length > 0 && isAsHoped(bad), requests: own.length, bad };
  };
  const verdict = {
    failed: failed.map((name) => judge(name, (bad) => bad > 0)),
    stayedHealthy: stayedHealthy.map((name) => judge(name, (bad) => bad === 0)),
  };
  return { met: [...verdict.failed, ...verdict.stayedHealthy].every(({ met }) => met), ...verdict };
};
