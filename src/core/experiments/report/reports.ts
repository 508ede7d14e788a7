import { type Block, heading, paragraph, table } from './document';
import { documentHtml } from './documentHtml';
import { documentMarkdown } from './documentMarkdown';
import { secondsText } from './journalTime';
import { nameOf, type ReportedRun } from './reportedRun';
import { runDocument } from './runDocument';
import { verdictOf } from './verdict';

/** Runs as Markdown: what GitHub shows as a job's summary. */
export const markdownReport = (runs: readonly ReportedRun[]): string => documentMarkdown(documentOf(runs));

/** The outcome of each run alone, for where there is little room. */
export const markdownOverview = (runs: readonly ReportedRun[]): string =>
  documentMarkdown([heading(1, summaryText(runs)), ...overview(runs)]);

/** Runs as a page of its own for a browser and for paper. */
export const htmlReport = (runs: readonly ReportedRun[]): string =>
  documentHtml(`Chaos Lab: ${summaryText(runs)}`, documentOf(runs));

/** `3 experiments: 2 passed, 1 deviated`. */
export const summaryText = (runs: readonly ReportedRun[]): string => {
  const counts = new Map<string, number>();
  for (const { journal } of runs) {
    const { label } = verdictOf(journal);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const parts = [...counts].map(([label, count]) => `${count} ${label}`);
  return `${runs.length} experiment${runs.length === 1 ? '' : 's'}: ${parts.join(', ') || 'none'}`;
};

const documentOf = (runs: readonly ReportedRun[]): Block[] => [
  heading(1, summaryText(runs)),
  ...(runs.length > 1 ? overview(runs) : []),
  ...runs.flatMap(runDocument),
  paragraph('Written by Chaos Lab.', 'muted'),
];

const overview = (runs: readonly ReportedRun[]): Block[] =>
  table(
    ['Experiment', 'Outcome', 'Took'],
    runs.map((run) => {
      const { label, isGood } = verdictOf(run.journal);
      return [nameOf(run), { text: label, tone: isGood ? 'good' : 'bad' }, secondsText(run.journal.duration)];
    }),
  );
