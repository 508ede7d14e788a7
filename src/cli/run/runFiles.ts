import { HumanError, messageOf } from '../../core/errors';
import type { Experiment } from '../../core/experiments/format/experiment';
import { RunHistory } from '../../core/experiments/history/runHistory';
import type { LeftOut } from '../../core/experiments/report/junitXml';
import { runExperiment } from '../../core/experiments/run/runExperiment';
import type { RunOptions } from '../../core/experiments/run/runOptions';
import type { RunCommandOptions } from '../commands/runCommand';
import { connect } from '../connect';
import { withInterrupt } from '../interrupt';
import { guardPath } from '../productFiles';
import { Terminal } from '../terminal';
import { GitHubStep } from './github';
import { LiveLine } from './liveLine';
import { hasErrors, type LoadedFile, type LoadWish, loadFiles, problemLine } from './loadExperiments';
import { checkOutputs, journalPaths } from './outputFiles';
import { type FinishedRun, resultData, resultText, throwUnlessGood } from './runResult';
import { RunView } from './runView';
import { readVariables, type Variables } from './variables';
import { writeJournal, writeReports } from './writeReports';

/** Runs experiments one after the other. Rejects when one did not pass; all reports are written before. */
export const runFiles = async (files: readonly string[], options: RunCommandOptions): Promise<void> => {
  const terminal = new Terminal(options.json === true);
  const view = new RunView(terminal, new LiveLine(process.stdout, isLive(options)));
  const github = new GitHubStep(process.env, (line) => terminal.line(line));
  const journals = journalPaths(files, options.journalPath);
  const variables = await readVariables(options.varFile, options.var);
  const loaded = await loadRunnable(
    files,
    { ...variables, env: environment(options, variables) },
    { view, github },
  );
  await checkOutputs(outputsOf(journals, options), files);
  if (options.endpoint !== undefined) await connect(options.endpoint);
  const plan = loaded.map((each, index) => ({ ...each, journalPath: journals[index] ?? '' }));
  const { finished, failure } = await runAll(plan, options, { variables, view });
  const left = files.slice(finished.length);
  await writeReports(finished, leftOut(left, failure), options);
  for (const run of finished) github.run(run);
  await github.summary(finished);
  if (failure !== undefined) throw failure;
  terminal.result(resultData(finished, left, options), resultText(finished, left, options));
  throwUnlessGood(finished, left);
};

/** The first of them is the one that could not be run, when there was a failure. */
const leftOut = (files: readonly string[], failure: unknown): LeftOut[] =>
  files.map((file, index) => ({
    file,
    reason:
      index === 0 && failure !== undefined
        ? messageOf(failure)
        : 'It was not run, since the run before it was ended.',
  }));

const isLive = ({ json }: RunCommandOptions): boolean => process.stdout.isTTY === true && json !== true;

const outputsOf = (journals: readonly string[], { junit, html, markdown }: RunCommandOptions): string[] => [
  ...journals,
  ...[junit, html, markdown].filter((path) => path !== undefined),
];

interface RunnableFile extends LoadedFile {
  readonly experiment: Experiment;
}

interface PlannedRun extends RunnableFile {
  readonly journalPath: string;
}

/** All or none: a file that cannot be run is told of before another has done something. */
const loadRunnable = async (
  files: readonly string[],
  wish: LoadWish,
  { view, github }: { readonly view: RunView; readonly github: GitHubStep },
): Promise<RunnableFile[]> => {
  const loaded = await loadFiles(files, wish);
  for (const { file, problems } of loaded) {
    for (const problem of problems) github.problem(file, problem);
  }
  const bad = loaded.filter(hasErrors);
  if (bad.length > 0) {
    const lines = bad.flatMap(({ file, problems }) => problems.map((problem) => problemLine(file, problem)));
    throw new HumanError(
      [...lines, `Nothing was run. Mend ${bad.map(({ file }) => file).join(', ')} first.`].join('\n'),
      'usage',
    );
  }
  for (const { file, problems } of loaded) {
    for (const problem of problems) view.line(problemLine(file, problem));
  }
  return loaded.flatMap((each) => (each.experiment ? [{ ...each, experiment: each.experiment }] : []));
};

interface RunContext {
  readonly variables: Variables;
  readonly view: RunView;
}

interface Finished {
  readonly finished: readonly FinishedRun[];
  /** Why there are no more. */
  readonly failure?: unknown;
}

const runAll = (
  plan: readonly PlannedRun[],
  options: RunCommandOptions,
  context: RunContext,
): Promise<Finished> =>
  withInterrupt(
    async ({ signal, killSignal }) => {
      killSignal.addEventListener('abort', () => endAtOnce(context.view));
      const finished: FinishedRun[] = [];
      for (const each of plan) {
        if (signal.aborted) break;
        try {
          finished.push(await runOne(each, options, signal, context));
        } catch (failure) {
          return { finished, failure };
        }
      }
      return { finished };
    },
    () =>
      context.view.line(
        'Interrupted: what has to be rolled back is, and every fault of the run is taken back. Once more to end at once.',
      ),
  );

/** The engine takes the faults back by itself, since nobody renews the lease of the run. */
const endAtOnce = (view: RunView): void => {
  view.line('Ended at once. The faults of the run are taken back within seconds.');
  process.exit(1);
};

const runOne = async (
  { file, experiment, journalPath, rangeOf, problems }: PlannedRun,
  options: RunCommandOptions,
  signal: AbortSignal,
  { variables, view }: RunContext,
): Promise<FinishedRun> => {
  view.begin(file, experiment);
  // Chaos Toolkit's own command line puts it there as well: the journal has to say that it was a dry run.
  const asked = options.dry === undefined ? experiment : { ...experiment, dry: options.dry };
  const journal = await runExperiment(asked, {
    ...runOptions(options, variables),
    signal,
    onProgress: (progress) => view.show(progress),
  }).finally(() => view.end());
  await writeJournal(journalPath, journal);
  if (options.history) await keep(journal, view);
  const run = { file, journal, journalPath, problems, ...(rangeOf ? { rangeOf } : {}) };
  view.verdict(run);
  return run;
};

const keep = async (journal: FinishedRun['journal'], view: RunView): Promise<void> => {
  try {
    await new RunHistory(process.cwd()).write(journal);
  } catch (error) {
    view.line(
      `The run is not kept in .chaos/runs (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
};

const environment = ({ endpoint }: RunCommandOptions, { env }: Variables): NodeJS.ProcessEnv => ({
  ...process.env,
  ...env,
  ...(endpoint === undefined ? {} : { CHAOS_ENDPOINT: endpoint }),
});

const runOptions = (options: RunCommandOptions, variables: Variables): Omit<RunOptions, 'signal'> => {
  const { endpoint, rollbackStrategy, hypothesisStrategy, hypothesisFrequency, failFast } = options;
  return {
    folder: process.cwd(),
    guard: { guardPath },
    env: environment(options, variables),
    variables: variables.configuration,
    secrets: variables.secrets,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(rollbackStrategy === undefined ? {} : { rollbackStrategy }),
    ...(hypothesisStrategy === undefined ? {} : { hypothesisStrategy }),
    ...(hypothesisFrequency === undefined ? {} : { hypothesisFrequency }),
    ...(failFast === undefined ? {} : { failFast }),
  };
};
