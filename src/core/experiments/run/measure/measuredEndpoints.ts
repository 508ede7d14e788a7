import type { Experiment, FullActivity, HttpProvider } from '../../format/experiment';
import { namesChaosApi } from '../safety/engineOrigins';

/** A probe of the hypothesis whose request is measured, and whose tolerance tells good answers from bad ones. */
export interface MeasuredEndpoint extends FullActivity {
  readonly provider: HttpProvider;
}

/** The HTTP probes of the hypothesis that do not ask for the Chaos API, or those of these names. */
export const measuredEndpoints = (
  experiment: Pick<Experiment, 'steady-state-hypothesis'>,
  names?: readonly string[],
): MeasuredEndpoint[] =>
  (experiment['steady-state-hypothesis']?.probes ?? []).filter(
    (probe): probe is MeasuredEndpoint =>
      !('ref' in probe) &&
      probe.provider.type === 'http' &&
      (names?.includes(probe.name) ?? !namesChaosApi(probe.provider.url)),
  );
