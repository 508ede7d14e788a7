import { basename } from 'node:path';
import { HumanError } from '../../errors';
import type { Problem } from '../format/problem';

/** Nothing was run: an experiment has errors, on this machine at least. Its message names the first of them. */
export class NotRunnableError extends HumanError {
  constructor(
    readonly file: string,
    /** All of them, warnings too. */
    readonly problems: readonly Problem[],
  ) {
    super(sentence(file, problems), 'usage');
  }
}

const sentence = (file: string, problems: readonly Problem[]): string => {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const line = first?.range ? `, line ${first.range.start.line}` : '';
  return `${basename(file)}${line}: ${first?.message ?? 'It cannot be run.'}${more(errors.length - 1)}`;
};

const more = (count: number): string => {
  if (count < 1) return '';
  return count === 1 ? ' There is 1 more error in it.' : ` There are ${count} more errors in it.`;
};
