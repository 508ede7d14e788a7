import type { KeptSummary } from '../../../core/experiments/history/keptSummaries';
import type { RunSummary } from '../../../core/experiments/history/runSummary';
import { secondsText } from '../../../core/experiments/report/journalTime';
import { markdownText } from '../../../core/experiments/report/markdownText';
import type { ShownExperiment } from './experimentRows';
import type { ShownRun } from './keptRuns';

const maxErrors = 5;
const maxScores = 12;

/** Behind a run's time: what came of it, and how long it took. */
export const runDescription = ({ summary }: ShownRun): string => {
  if (summary === undefined) return '';
  if ('problem' in summary) return 'not read';
  return `${outcomeText(summary)} · ${secondsText(summary.seconds)}`;
};

/** A dry run that passed says less than another. */
export const outcomeText = ({ label, dry }: RunSummary): string =>
  dry === undefined ? label : `${label} (dry run: ${dry})`;

/** Markdown. */
export const runTooltip = (run: ShownRun): string => {
  const { summary } = run;
  if (summary === undefined) return 'Not read yet.';
  if ('problem' in summary) return markdownText(summary.problem);
  return [`**${markdownText(summary.title)}**: ${outcomeText(summary)}`, ...scoresText(summary)].join('\n\n');
};

/** Markdown: what it is for, what is wrong with it, and how resilient each endpoint was last. */
export const experimentTooltip = (
  { title, description, path, errors }: ShownExperiment,
  last?: KeptSummary,
): string =>
  [
    `**${markdownText(title ?? path)}**`,
    description ? markdownText(description) : '',
    errors
      .slice(0, maxErrors)
      .map((error) => `- ${markdownText(error)}`)
      .join('\n'),
    errors.length > maxErrors ? `And ${errors.length - maxErrors} more.` : '',
    ...(last && 'scores' in last ? scoresText(last) : []),
    title === undefined ? '' : markdownText(path),
  ]
    .filter(Boolean)
    .join('\n\n');

const scoresText = ({ scores }: RunSummary): string[] => {
  if (scores.length === 0) return [];
  const lines = scores
    .slice(0, maxScores)
    .map(({ endpoint, score }) => `- ${markdownText(endpoint)}: ${score}`);
  const left = scores.length - maxScores;
  return ['Resilience, of 100:', [...lines, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n')];
};
