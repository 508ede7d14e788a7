import { type Check, checksOf, checkTitle } from './checks';
import { type Block, type Cell, heading, paragraph, table } from './document';
import { secondsText } from './journalTime';
import type { ReportedRun } from './reportedRun';
import { endpointScores } from './resilience';
import { runParts } from './runDocument';

/** One run with a page to itself: how it ended comes first, then each check with what was asked for and what came. */
export const runReport = (run: ReportedRun): Block[] => {
  const { title, opening, deviations, measurements } = runParts(run);
  return [
    ...[title, ...opening].map(raised),
    ...scoresLine(run),
    ...deviations.map(raised),
    ...checksTable(checksOf(run.journal)),
    ...measurements.map(raised),
  ];
};

/** A part of a report of several has a heading of a lower level. */
const raised = (block: Block): Block =>
  block.kind === 'heading' ? heading(block.level === 3 ? 2 : 1, block.text) : block;

const maxScores = 8;

const scoresLine = ({ journal }: ReportedRun): Block[] => {
  const scores = endpointScores(journal).flatMap(({ endpoint, score }) =>
    score === undefined ? [] : [`${endpoint} ${score} of 100`],
  );
  if (scores.length === 0) return [];
  const left = scores.length - maxScores;
  const more = left > 0 ? `, and ${left} more` : '';
  return [paragraph(`Resilience: ${scores.slice(0, maxScores).join(', ')}${more}.`)];
};

const checksTable = (checks: readonly Check[]): Block[] => {
  const columns = ['Check', 'Outcome', 'Expected', 'Came', 'Took'];
  const found = table(columns, checks.map(checkRow));
  return found.length === 0 ? [] : [heading(2, 'Checks'), ...found];
};

const checkRow = (check: Check): Cell[] => [
  checkTitle(check),
  { text: check.outcome, tone: tones[check.outcome] },
  check.expected ?? '–',
  check.actual ?? check.message ?? 'as expected',
  check.seconds === 0 ? '–' : secondsText(check.seconds),
];

const tones = { passed: 'good', failed: 'bad', error: 'bad', skipped: 'muted' } as const;
