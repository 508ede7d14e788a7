import { writeFileAtomic } from '../../core/deploy/writeFileAtomic';
import { HumanError, messageOf } from '../../core/errors';
import { journalText } from '../../core/experiments/history/journalText';
import { junitXml, type LeftOut } from '../../core/experiments/report/junitXml';
import type { ReportedRun } from '../../core/experiments/report/reportedRun';
import { htmlReport, markdownReport } from '../../core/experiments/report/reports';
import type { Journal } from '../../core/experiments/run/journal';
import type { OutputWish } from './outputFiles';

export const writeJournal = (path: string, journal: Journal): Promise<void> =>
  write(path, `${journalText(journal, 2)}\n`);

/** Each report that is asked for, of all runs; that for CI systems has what was not run, too. */
export const writeReports = async (
  runs: readonly ReportedRun[],
  left: readonly LeftOut[],
  { junit, html, markdown }: OutputWish,
): Promise<void> => {
  if (junit !== undefined) await write(junit, junitXml(runs, left));
  if (html !== undefined) await write(html, htmlReport(runs));
  if (markdown !== undefined) await write(markdown, markdownReport(runs));
};

/** It could be written before the run began. */
const write = async (path: string, content: string): Promise<void> => {
  try {
    await writeFileAtomic(path, content);
  } catch (cause) {
    throw new HumanError(
      `${path} could not be written (${messageOf(cause)}). Free the disk or give another path, and run again.`,
      'failed',
      {
        cause,
      },
    );
  }
};
