import type { ExperimentLibrary } from '../../../core/experiments/loadLibrary';
import type { ReportedRun } from '../../../core/experiments/report/reportedRun';

type Writers = Pick<ExperimentLibrary, 'htmlReport' | 'markdownReport' | 'junitXml'>;

/** What a save dialog offers. */
export const reportFilters = { HTML: ['html'], Markdown: ['md'], 'JUnit XML': ['xml'] };

/** A report of one run in the form that the file's name asks for; HTML when it asks for none. */
export const exportText = (path: string, run: ReportedRun, writers: Writers): string => {
  if (/\.md$/i.test(path)) return writers.markdownReport([run]);
  return /\.xml$/i.test(path) ? writers.junitXml([run]) : writers.htmlReport([run]);
};
