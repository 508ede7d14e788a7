import type { RunUnderWay } from '../../core/experiments/runs/experimentRuns';

/** What a run does now, in a line. */
export const runningText = (run: RunUnderWay): string =>
  `${run.dry === undefined ? run.title : `${run.title} (dry run)`}: ${stepText(run)}`;

/** The same without its name. */
export const stepText = ({ startedAt, phase, activity }: RunUnderWay): string => {
  if (startedAt === undefined) return 'waiting to begin…';
  if (phase === undefined) return 'beginning…';
  return activity === undefined ? phases[phase] : `${phases[phase]}, ${activity}`;
};

const phases: Readonly<Record<NonNullable<RunUnderWay['phase']>, string>> = {
  before: 'steady state before',
  method: 'method',
  during: 'steady state during the method',
  after: 'steady state after',
  rollbacks: 'rollbacks',
};
