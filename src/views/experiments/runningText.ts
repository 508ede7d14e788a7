import type { RunUnderWay } from '../../core/experiments/runs/experimentRuns';

/** What a run does now, in a line. */
export const runningText = ({ title, startedAt, phase, activity, dry }: RunUnderWay): string => {
  const name = dry === undefined ? title : `${title} (dry run)`;
  if (startedAt === undefined) return `${name}: waiting to begin…`;
  if (phase === undefined) return `${name}: beginning…`;
  return activity === undefined ? `${name}: ${phases[phase]}` : `${name}: ${phases[phase]}, ${activity}`;
};

const phases: Readonly<Record<NonNullable<RunUnderWay['phase']>, string>> = {
  before: 'steady state before',
  method: 'method',
  during: 'steady state during the method',
  after: 'steady state after',
  rollbacks: 'rollbacks',
};
