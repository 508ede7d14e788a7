import type { Problem } from '../../../core/experiments/format/problem';

/** What is wrong with an experiment on this machine, in a line. */
export const validationText = (name: string, problems: readonly Problem[]): string => {
  const first = worstOf(problems);
  if (!first) return `${name} can be run here: nothing is wrong with it.`;
  const counts = countsOf(problems);
  const verdict = first.severity === 'error' ? `cannot be run: ${counts}` : `can be run, with ${counts}`;
  return `${name} ${verdict}. ${first.range ? `Line ${first.range.start.line}: ` : ''}${first.message}`;
};

/** The first error, else the first warning. */
export const worstOf = (problems: readonly Problem[]): Problem | undefined =>
  problems.find(({ severity }) => severity === 'error') ?? problems[0];

const countsOf = (problems: readonly Problem[]): string => {
  const count = (severity: Problem['severity']) => {
    const { length } = problems.filter((problem) => problem.severity === severity);
    return length === 0 ? [] : [`${length} ${severity}${length === 1 ? '' : 's'}`];
  };
  return [...count('error'), ...count('warning')].join(', ');
};
