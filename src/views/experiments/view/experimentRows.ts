import { isNameOf, isTitleOf } from '../../../core/experiments/history/titleMatch';
import type { RunUnderWay } from '../../../core/experiments/runs/experimentRuns';
import { Command, RowKind } from '../../../extension/contributions';
import type { Row, RowIcon } from '../../row';
import { stepText } from '../runningText';
import type { ExperimentTarget } from './experimentTarget';
import { experimentTooltip, outcomeText, runDescription, runTooltip } from './experimentText';
import type { ShownRun } from './keptRuns';

/** An experiment of the workspace. */
export interface ShownExperiment {
  /** As a text. */
  readonly uri: string;
  /** Absolute path. */
  readonly file: string;
  /** As a person names the file. */
  readonly path: string;
  /** Absent of a file that cannot be read as one. */
  readonly title?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /** Of the file, in sentences. */
  readonly errors: readonly string[];
  /** The folder that keeps its runs. */
  readonly workspace: string;
}

export interface ExperimentsShown {
  readonly experiments: readonly ShownExperiment[];
  /** The newest first. */
  readonly runs: readonly ShownRun[];
  readonly underWay: readonly RunUnderWay[];
  /** A time (Unix ms) as a person reads it. */
  readonly timeText: (at: number) => string;
}

/** What is shown below an experiment; the folder has the others. */
const maxRuns = 10;

/** Each experiment with its last runs, then the runs of those that are not there (any more). */
export const experimentRows = (shown: ExperimentsShown): Row<ExperimentTarget>[] => {
  const { owned, others } = assigned(shown);
  return [
    ...shown.experiments.map((experiment, index) => experimentRow(experiment, owned[index] ?? [], shown)),
    ...otherRuns(others, shown),
  ];
};

/** What `experimentRows` shows of the past, what an experiment came to last before what it came to earlier. */
export const runsToRead = (shown: ExperimentsShown): ShownRun[] => {
  const { owned, others } = assigned(shown);
  const below = owned.flatMap((runs) => runs.slice(0, maxRuns));
  const all = [...owned.flatMap((runs) => runs.slice(0, 1)), ...below, ...others.slice(0, maxRuns)];
  return [...new Set(all)].filter(({ summary }) => summary === undefined);
};

const assigned = ({ experiments, runs }: ExperimentsShown) => {
  const owned = experiments.map((experiment) => runsOf(experiment, runs));
  const others = new Set(runs);
  for (const run of owned.flat()) others.delete(run);
  return { owned, others: [...others] };
};

/** Those of its title; of one that has not been read, or cannot be, the name of its file tells. */
const runsOf = ({ title, workspace }: ShownExperiment, runs: readonly ShownRun[]): ShownRun[] => {
  if (title === undefined) return [];
  return runs.filter((run) => {
    if (run.workspace !== workspace) return false;
    const isRead = run.summary !== undefined && 'title' in run.summary;
    return isRead ? isTitleOf(run.summary.title, title) : isNameOf(run.name, title);
  });
};

const experimentRow = (
  experiment: ShownExperiment,
  runs: readonly ShownRun[],
  { underWay, timeText }: ExperimentsShown,
): Row<ExperimentTarget> => {
  const { uri, file, path, title, errors, tags = [] } = experiment;
  const running = underWay.find((run) => run.file === file);
  const [last] = runs;
  const description = [stateText(running, errors, last, timeText), ...tags.map((tag) => `#${tag}`)];
  return {
    id: uri,
    label: title ?? path.slice(path.lastIndexOf('/') + 1),
    description: description.filter(Boolean).join(' · '),
    tooltip: experimentTooltip(experiment, last?.summary),
    icon: running ? { id: 'loading~spin' } : errors.length > 0 ? faulty : iconOf(last),
    kind: running ? RowKind.runningExperiment : RowKind.experiment,
    command: Command.openExperiment,
    target: { kind: 'experiment', uri, ...(last && { newestRun: last.file }) },
    children: runs.slice(0, maxRuns).map((run) => runRow(run, uri, timeText)),
  };
};

/** What counts most: that it runs, that it cannot, else how it went last. */
const stateText = (
  running: RunUnderWay | undefined,
  errors: readonly string[],
  last: ShownRun | undefined,
  timeText: (at: number) => string,
): string => {
  if (running) return stepText(running);
  if (errors.length > 0) return errors.length === 1 ? '1 error' : `${errors.length} errors`;
  if (last === undefined) return 'never run';
  const outcome = last.summary && 'label' in last.summary ? outcomeText(last.summary) : undefined;
  return [outcome, timeText(last.at)].filter(Boolean).join(', ');
};

const runRow = (run: ShownRun, parent: string, timeText: (at: number) => string): Row<ExperimentTarget> => ({
  id: `${parent} ${run.file}`,
  label: timeText(run.at),
  description: runDescription(run),
  tooltip: runTooltip(run),
  icon: iconOf(run),
  kind: RowKind.keptRun,
  command: Command.openRun,
  target: { kind: 'run', file: run.file },
});

const otherRuns = (
  runs: readonly ShownRun[],
  { timeText, experiments }: ExperimentsShown,
): Row<ExperimentTarget>[] => {
  if (runs.length === 0) return [];
  const shown = runs.slice(0, maxRuns).map((run) => {
    const title = run.summary && 'title' in run.summary ? run.summary.title : run.name;
    const row = runRow(run, 'others', timeText);
    return { ...row, label: title, description: `${row.label} · ${row.description}` };
  });
  return [
    {
      id: 'others',
      label: experiments.length === 0 ? 'Runs' : 'Other runs',
      description: 'of experiments that are not in this workspace',
      icon: { id: 'history' },
      kind: RowKind.otherRuns,
      children: shown,
    },
  ];
};

const faulty: RowIcon = { id: 'warning', color: 'list.warningForeground' };

const iconOf = (run: ShownRun | undefined): RowIcon => {
  if (run === undefined) return { id: 'beaker' };
  const { summary } = run;
  if (summary === undefined) return { id: 'history' };
  if ('problem' in summary) return { id: 'question' };
  if (summary.isGood)
    return { id: 'pass-filled', color: summary.dry ? 'testing.iconSkipped' : 'testing.iconPassed' };
  return icons[summary.outcome];
};

const icons = {
  /** It did withstand, but left faults behind. */
  passed: { id: 'warning', color: 'testing.iconQueued' },
  deviated: { id: 'error', color: 'testing.iconFailed' },
  failed: { id: 'error', color: 'testing.iconFailed' },
  'never-started': { id: 'circle-slash', color: 'testing.iconQueued' },
  interrupted: { id: 'stop-circle', color: 'testing.iconSkipped' },
  aborted: { id: 'stop-circle', color: 'testing.iconSkipped' },
} as const;
