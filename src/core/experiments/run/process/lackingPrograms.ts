import type { Experiment } from '../../format/experiment';
import { findProgram, type ProgramPlace } from './findProgram';

/** Programs that its processes name and this machine has not; what is made of variables is known only later. */
export const lackingPrograms = async (
  experiment: Experiment | undefined,
  place: ProgramPlace,
): Promise<Set<string>> => {
  const activities = [
    ...(experiment?.['steady-state-hypothesis']?.probes ?? []),
    ...(experiment?.method ?? []),
    ...(experiment?.rollbacks ?? []),
  ];
  const paths = activities.flatMap((activity) =>
    'provider' in activity && activity.provider.type === 'process' ? [activity.provider.path] : [],
  );
  const found = await Promise.all(
    paths.map(async (path) => ({ path, program: await findProgram(path, place) })),
  );
  return new Set(found.filter(({ program }) => program === undefined).map(({ path }) => path));
};
