import { HumanError } from '../../core/errors';
import type { Problem } from '../../core/experiments/format/problem';
import { checksOf, checkTitle } from '../../core/experiments/report/checks';
import { measurementsOf } from '../../core/experiments/report/measurements';
import type { ReportedRun } from '../../core/experiments/report/reportedRun';
import { summaryText } from '../../core/experiments/report/reports';
import { endpointScores } from '../../core/experiments/report/resilience';
import { verdictOf } from '../../core/experiments/report/verdict';
import { problemLine } from './loadExperiments';
import type { OutputWish } from './outputFiles';

/** A run that is over, and where its journal is. */
export interface FinishedRun extends ReportedRun {
  readonly file: string;
  readonly journalPath: string;
  readonly problems: readonly Problem[];
}

/** As `--json` prints it. `left` are the files that were not run. */
export const resultData = (
  runs: readonly FinishedRun[],
  left: readonly string[],
  { junit, html, markdown }: OutputWish,
) => ({
  ok: left.length === 0 && runs.every(({ journal }) => verdictOf(journal).isGood),
  runs: runs.map(runData),
  notRun: left,
  reports: Object.fromEntries(
    Object.entries({ junit, html, markdown }).filter(([, path]) => path !== undefined),
  ),
});

const runData = ({ file, journal, journalPath, problems }: FinishedRun) => {
  const { outcome, isGood, sentence } = verdictOf(journal);
  const { status, deviated, duration, experiment } = journal;
  const bad = checksOf(journal).filter((check) => check.outcome === 'failed' || check.outcome === 'error');
  const measured = measurementsOf(journal);
  return {
    file,
    title: experiment.title,
    ok: isGood,
    outcome,
    message: sentence,
    status,
    deviated,
    duration,
    journal: journalPath,
    notAsExpected: bad.map((check) => ({ check: checkTitle(check), message: check.message })),
    resilience: endpointScores(journal),
    ...(measured ? { measured } : {}),
    warnings: problems.map((problem) => problemLine(file, problem)),
  };
};

export const resultText = (
  runs: readonly FinishedRun[],
  left: readonly string[],
  { junit, html, markdown }: OutputWish,
): string => {
  const written = [...runs.map(({ journalPath }) => journalPath), junit, html, markdown].filter(Boolean);
  return [
    '',
    summaryText(runs),
    ...(left.length > 0 ? [`Not run: ${left.join(', ')}`] : []),
    ...(written.length > 0 ? [`Written: ${written.join(', ')}`] : []),
  ].join('\n');
};

/** Rejects with what did not pass, and why. */
export const throwUnlessGood = (runs: readonly FinishedRun[], left: readonly string[]): void => {
  const bad = runs.filter(({ journal }) => !verdictOf(journal).isGood);
  if (bad.length === 0 && left.length === 0) return;
  const lines = bad.map(({ file, journal }) => {
    const { label, sentence } = verdictOf(journal);
    return `${file}: ${label}. ${sentence}`;
  });
  throw new HumanError([...lines, ...left.map((file) => `${file}: not run.`)].join('\n'));
};
