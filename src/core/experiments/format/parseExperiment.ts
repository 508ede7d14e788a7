import { checkExperiment, type ExperimentLookups } from './check/checkExperiment';
import { readDocument } from './document/readDocument';
import type { Experiment } from './experiment';
import type { Problem, TextRange } from './problem';

export interface ParsedExperiment {
  /** Absent when there is an error among the problems. */
  readonly experiment?: Experiment;
  /** All of them, in the order of the file. */
  readonly problems: readonly Problem[];
  /** Where a part of the experiment stands; of what is not there, the nearest part around it. */
  readonly rangeOf: (path: Problem['path']) => TextRange | undefined;
}

/**
 * An experiment from the text of a file, in YAML or JSON. What Chaos Toolkit refuses, or gives up on while it runs, is
 * an error; what has no effect, or another one than it seems, is a warning. Never throws.
 */
export const parseExperiment = (
  text: string,
  fileName: string,
  lookups: ExperimentLookups = {},
): ParsedExperiment => {
  const { data, problems, rangeOf } = readDocument(text, fileName);
  if (!data) return { problems, rangeOf };
  const found = checkExperiment(data.value, lookups).map((problem): Problem => {
    const range = rangeOf(problem.path);
    return { ...problem, ...(range && { range }) };
  });
  const all = [...problems, ...found].sort(byPlace);
  if (all.some(({ severity }) => severity === 'error')) return { problems: all, rangeOf };
  return { experiment: data.value as Experiment, problems: all, rangeOf };
};

const byPlace = (a: Problem, b: Problem): number => {
  const [from, to] = [a.range?.start, b.range?.start];
  if (!from || !to) return 0;
  return from.line - to.line || from.column - to.column;
};
