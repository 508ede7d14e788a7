import type { ActivityRun, Journal } from '../run/journal';
import { type Check, checksOf, checkTitle, isKept, metTolerance } from './checks';
import { detailText, isRefused, nameOfActivity, outputText, problemText } from './describeEntry';
import { describeFaults } from './describeFaults';
import { type Block, type Cell, details, heading, list, paragraph, table } from './document';
import { journalTime, secondsText } from './journalTime';
import { measuredBlocks } from './measuredBlocks';
import { nameOf, type ReportedRun } from './reportedRun';
import { endpointScores, type ScoreParts } from './resilience';
import { type Verdict, verdictOf } from './verdict';

/** What one run was, and what came of it: part of a report of several. */
export const runDocument = (run: ReportedRun): Block[] => {
  const { title, opening, deviations, steadyState, measurements } = runParts(run);
  return [title, ...opening, ...deviations, ...steadyState, ...measurements];
};

export interface RunParts {
  readonly title: Block;
  /** What it was, and how it ended. */
  readonly opening: readonly Block[];
  /** None when all is as it should be. */
  readonly deviations: readonly Block[];
  readonly steadyState: readonly Block[];
  /** What was measured, done and rolled back, and the scores. */
  readonly measurements: readonly Block[];
}

export const runParts = (run: ReportedRun): RunParts => {
  const { journal } = run;
  const verdict = verdictOf(journal);
  return {
    title: heading(2, `${verdict.isGood ? '✓' : '✗'} ${nameOf(run)}: ${verdict.label}`),
    opening: [
      ...(journal.experiment.description ? [paragraph(journal.experiment.description)] : []),
      paragraph(verdict.sentence, verdict.isGood ? 'good' : 'bad'),
      paragraph(factsText(run), 'muted'),
    ],
    deviations: deviations(journal, checksOf(journal), verdict),
    steadyState: steadyState(journal),
    measurements: [
      ...measuredBlocks(journal),
      ...activities('Method', journal.run, journal),
      ...activities('Rollbacks', journal.rollbacks, journal),
      ...resilience(journal),
    ],
  };
};

const factsText = ({ journal, file }: ReportedRun): string => {
  const { start, duration, rollbacks, experiment } = journal;
  const rolledBack = `${rollbacks.length} rollback${rollbacks.length === 1 ? '' : 's'}`;
  return [
    file,
    `${start.slice(0, 19).replace('T', ' ')} UTC`,
    secondsText(duration),
    (experiment.rollbacks?.length ?? 0) > 0 ? `${rolledBack} of ${experiment.rollbacks?.length}` : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
};

/** What was not as it should be, and why. */
const deviations = (journal: Journal, checks: readonly Check[], { isGood }: Verdict): Block[] => {
  const bad = checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  const undone = journal.rollbacks.filter(isNotDone);
  const broken = journal.run.filter(isNotDone);
  const items = [
    ...bad.map((check) => `${checkTitle(check)}. ${check.message ?? ''}`),
    ...broken.map((entry) => `Method: ${nameOfActivity(entry)}. ${problemText(entry)}`),
    ...undone.map((entry) => `Rollback: ${nameOfActivity(entry)}. ${problemText(entry)}`),
  ];
  if (items.length === 0) return [];
  return [
    heading(3, isGood ? 'Worth a look' : 'What was not as it should be'),
    ...list(items.slice(0, 50)),
    ...(items.length > 50 ? [paragraph(`And ${items.length - 50} more.`, 'muted')] : []),
    ...bad.slice(0, 10).flatMap((check) => details(`What came: ${checkTitle(check)}`, check.detail ?? '')),
    ...[...broken, ...undone]
      .slice(0, 10)
      .flatMap((entry) => details(`What came: ${nameOfActivity(entry)}`, detailText(entry))),
  ];
};

/** What has been judged is a check; what has a tolerance and was not is told here. */
const isNotDone = (entry: ActivityRun): boolean => entry.tolerance_met === undefined && isBad(entry);

const isBad = (entry: ActivityRun): boolean =>
  !isKept(entry) || isRefused(entry) || metTolerance(entry) === false;

const steadyState = ({ steady_states: { before, during, after }, experiment }: Journal): Block[] => {
  const probes = experiment['steady-state-hypothesis']?.probes ?? [];
  const rows = probes.map((activity, index): Cell[] => {
    const name = nameOfActivity({ activity });
    const found = (run: { readonly probes: readonly ActivityRun[] } | null) => {
      const same = run?.probes[index];
      return same && nameOfActivity(same) === name ? [same] : [];
    };
    return [name, cell(found(before)), cell(during.flatMap(found)), cell(found(after))];
  });
  const title = experiment['steady-state-hypothesis']?.title;
  const found = table(['Probe', 'Before', 'During the method', 'After'], rows);
  return found.length === 0 ? [] : [heading(3, title ? `Steady state: ${title}` : 'Steady state'), ...found];
};

const cell = (entries: readonly ActivityRun[]): Cell => {
  const [first] = entries;
  if (first === undefined) return { text: '–', tone: 'muted' };
  const kept = entries.filter(isKept).length;
  const tone = kept === entries.length ? 'good' : 'bad';
  if (entries.length > 1) return { text: `${kept} of ${entries.length}`, tone };
  return { text: `${outputText(first)} in ${secondsText(first.duration)}`, tone };
};

const activities = (title: string, entries: readonly ActivityRun[], { start }: Journal): Block[] => {
  const began = journalTime(start);
  const rows = entries.map((entry): Cell[] => {
    const at = journalTime(entry.start);
    return [
      nameOfActivity(entry),
      at === undefined || began === undefined ? '' : `+${secondsText(Math.max(0, at - began) / 1000)}`,
      secondsText(entry.duration),
      { text: outputText(entry), tone: isBad(entry) ? 'bad' : 'good' },
      describeFaults(entry).join('; '),
    ];
  });
  const found = table(['Activity', 'Began', 'Took', 'Result', 'Faults'], rows);
  return found.length === 0 ? [] : [heading(3, title), ...found];
};

const resilience = (journal: Journal): Block[] => {
  const rows = endpointScores(journal).map(({ endpoint, score, parts }): Cell[] => [
    endpoint,
    scoreCell(score),
    ...(['expectations', 'availability', 'recovery'] as const).map((name) => percentText(parts, name)),
  ]);
  const header = ['Endpoint', 'Score', 'Expectations kept', 'Answered under faults', 'Recovered'];
  const found = table(header, rows);
  return found.length === 0 || rows.every(([, score]) => score === notMeasured)
    ? []
    : [heading(3, 'Resilience'), ...found];
};

const notMeasured = '–';

const scoreCell = (score: number | undefined): Cell => {
  if (score === undefined) return notMeasured;
  return score === 100
    ? { text: '100', tone: 'good' }
    : { text: String(score), tone: score < 50 ? 'bad' : 'muted' };
};

export const percentText = (parts: ScoreParts, name: keyof ScoreParts): string => {
  const value = parts[name];
  return value === undefined ? notMeasured : `${Math.round(value * 100)} %`;
};
