import { relative } from 'node:path';
import type { Problem, TextRange } from '../format/problem';
import { checksOf, checkTitle } from './checks';
import { nameOf, type ReportedRun } from './reportedRun';
import { verdictOf } from './verdict';

/** GitHub shows ten of a kind for each step; what is more is in the summary. */
const maxErrors = 10;

export interface Annotated {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file?: string | undefined;
  readonly range?: TextRange | undefined;
}

/** What was not as it should be, as commands that GitHub Actions reads from the output of a step. */
export const runAnnotations = (run: ReportedRun, workspace: string): string[] => {
  const { isGood, sentence, outcome } = verdictOf(run.journal);
  if (isGood) return [];
  const bad = checksOf(run.journal).filter(
    (check) => check.outcome === 'failed' || check.outcome === 'error',
  );
  const lines = bad.slice(0, maxErrors - 1).map((check) =>
    annotation(
      {
        level: 'error',
        title: `${nameOf(run)}: ${checkTitle(check)}`,
        message: check.message ?? sentence,
        file: run.file,
        range: run.rangeOf?.(check.path),
      },
      workspace,
    ),
  );
  const isExplained = lines.length > 0 && outcome === 'deviated';
  const whole = {
    level: 'error',
    title: nameOf(run),
    message: sentence,
    file: run.file,
    range: run.rangeOf?.(['title']),
  } as const;
  return isExplained ? lines : [annotation(whole, workspace), ...lines];
};

export const problemAnnotation = (problem: Problem, file: string, workspace: string): string => {
  const { severity, message, range } = problem;
  return annotation({ level: severity, title: 'Experiment file', message, file, range }, workspace);
};

/** Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands. */
export const annotation = ({ level, title, message, file, range }: Annotated, workspace: string): string => {
  const { start, end } = range ?? {};
  const isOneLine = start !== undefined && end !== undefined && start.line === end.line;
  const properties = {
    file: file === undefined ? undefined : relative(workspace, file).split('\\').join('/'),
    line: start?.line,
    // One of several lines is shown below the last of them, and GitHub takes columns within one line only.
    col: isOneLine ? start.column : undefined,
    endColumn: isOneLine ? end.column : undefined,
    title,
  };
  const given = Object.entries(properties).filter(([, value]) => value !== undefined);
  return `::${level} ${given.map(([name, value]) => `${name}=${escapedProperty(String(value))}`).join(',')}::${escapedData(message)}`;
};

const escapedData = (text: string): string =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const escapedProperty = (text: string): string => escapedData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
