import type { Journal } from '../run/journal';
import { type Check, checksOf, checkTitle } from './checks';
import { type Block, type Cell, heading, paragraph, table } from './document';
import { documentHtml } from './documentHtml';
import { documentMarkdown } from './documentMarkdown';
import { secondsText } from './journalTime';
import { nameOf, type ReportedRun } from './reportedRun';
import { endpointScores } from './resilience';
import { verdictOf } from './verdict';

/** One thing in two runs. */
export interface ComparedRow {
  readonly what: string;
  /** Empty where a run has no such thing. */
  readonly left: string;
  readonly right: string;
  /** From left to right. */
  readonly change: 'better' | 'worse' | 'different' | 'same' | 'new' | 'gone';
}

export interface Comparison {
  readonly summary: readonly ComparedRow[];
  readonly checks: readonly ComparedRow[];
  readonly scores: readonly ComparedRow[];
}

/** Two runs side by side, the older one left; best of the same experiment, and no harm when they are not. */
export const compareRuns = (left: Journal, right: Journal): Comparison => ({
  summary: [
    ranked(
      'Outcome',
      [verdictOf(left), verdictOf(right)].map(({ label, isGood }) => [label, Number(isGood)]),
    ),
    ranked(
      'Took',
      [left, right].map(({ duration }) => [secondsText(duration), undefined]),
    ),
  ],
  checks: byName(checksByTitle(left), checksByTitle(right), ({ outcome, seconds }) => [
    outcome === 'passed' && seconds > 0 ? `passed in ${secondsText(seconds)}` : outcome,
    outcomeRank[outcome],
  ]),
  scores: byName(scoresByEndpoint(left), scoresByEndpoint(right), (score) => [String(score), score]),
});

/** As blocks of a report: what got worse first. */
export const comparisonDocument = (left: ReportedRun, right: ReportedRun): Block[] => {
  const { summary, checks, scores } = compareRuns(left.journal, right.journal);
  const columns = [startOf(left), startOf(right), 'Change'];
  const isSame = left.journal.experiment.title === right.journal.experiment.title;
  return [
    heading(1, isSame ? `${nameOf(right)}: two runs` : `${nameOf(left)}, and ${nameOf(right)}`),
    ...(isSame ? [] : [paragraph('These are two different experiments: compare with care.', 'bad')]),
    ...table(['Run', ...columns], summary.map(rowOf)),
    ...section('Checks', ['Check', ...columns], checks),
    ...section('Resilience', ['Endpoint', ...columns], scores),
  ];
};

export const comparisonMarkdown = (left: ReportedRun, right: ReportedRun): string =>
  documentMarkdown(comparisonDocument(left, right));

export const comparisonHtml = (left: ReportedRun, right: ReportedRun): string =>
  documentHtml(`Chaos Lab: two runs of ${nameOf(right)}`, comparisonDocument(left, right));

type Value = readonly [text: string, rank: number | undefined];

const outcomeRank: Readonly<Record<Check['outcome'], number>> = {
  passed: 3,
  skipped: 2,
  error: 1,
  failed: 1,
};

const ranked = (what: string, [left, right]: readonly Value[]): ComparedRow => {
  const [leftText, leftRank] = left ?? ['', undefined];
  const [rightText, rightRank] = right ?? ['', undefined];
  return {
    what,
    left: leftText,
    right: rightText,
    change: changeOf(leftText, rightText, leftRank, rightRank),
  };
};

const changeOf = (
  left: string,
  right: string,
  leftRank: number | undefined,
  rightRank: number | undefined,
): ComparedRow['change'] => {
  if (leftRank !== undefined && rightRank !== undefined && leftRank !== rightRank)
    return rightRank > leftRank ? 'better' : 'worse';
  return left === right || leftRank !== undefined ? 'same' : 'different';
};

const byName = <T>(
  left: ReadonlyMap<string, T>,
  right: ReadonlyMap<string, T>,
  told: (each: T) => Value,
): ComparedRow[] =>
  [...new Set([...left.keys(), ...right.keys()])].map((what) => {
    const [before, now] = [left.get(what), right.get(what)];
    if (before === undefined && now !== undefined)
      return { what, left: '', right: told(now)[0], change: 'new' };
    if (now === undefined && before !== undefined)
      return { what, left: told(before)[0], right: '', change: 'gone' };
    return ranked(
      what,
      [before, now].flatMap((each) => (each === undefined ? [] : [told(each)])),
    );
  });

const checksByTitle = (journal: Journal): Map<string, Check> =>
  new Map(checksOf(journal).map((check) => [checkTitle(check), check]));

const scoresByEndpoint = (journal: Journal): Map<string, number> =>
  new Map(
    endpointScores(journal).flatMap(({ endpoint, score }) =>
      score === undefined ? [] : [[endpoint, score] as const],
    ),
  );

const startOf = ({ journal: { start } }: ReportedRun): string =>
  `${start.slice(0, 19).replace('T', ' ')} UTC`;

const order: readonly ComparedRow['change'][] = ['worse', 'gone', 'different', 'new', 'better', 'same'];

const section = (title: string, columns: readonly string[], rows: readonly ComparedRow[]): Block[] => {
  const sorted = [...rows].sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
  return rows.length === 0 ? [] : [heading(2, title), ...table(columns, sorted.map(rowOf))];
};

const rowOf = ({ what, left, right, change }: ComparedRow): Cell[] => [
  what,
  left || '–',
  right || '–',
  changeCell(change),
];

const changeCell = (change: ComparedRow['change']): Cell => {
  if (change === 'better') return { text: 'better', tone: 'good' };
  if (change === 'worse') return { text: 'worse', tone: 'bad' };
  return change === 'same' ? { text: 'same', tone: 'muted' } : change;
};
