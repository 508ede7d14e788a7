import { isAbort, messageOf } from '../../../core/errors';
import type { ExperimentLibrary } from '../../../core/experiments/loadLibrary';
import type { RunProgress } from '../../../core/experiments/run/runOptions';
import type { FinishedRun, RunWish } from '../../../core/experiments/runs/experimentRuns';
import type { ExperimentTestMessage } from '../../../core/experiments/tests/testResults';

/** What is told of a test; VS Code's `TestRun` in the end. `undefined` as a test is the experiment itself. */
export interface TestSink {
  enqueued(key: string | undefined): void;
  started(key: string | undefined): void;
  passed(key: string | undefined, durationMs?: number): void;
  failed(key: string | undefined, messages: readonly ExperimentTestMessage[], durationMs?: number): void;
  errored(key: string | undefined, messages: readonly ExperimentTestMessage[], durationMs?: number): void;
  skipped(key: string | undefined): void;
  line(text: string): void;
  /** Where the journal is. */
  report(journalFile: string): void;
}

export interface TestRunNeeds {
  readonly library: () => Promise<ExperimentLibrary>;
  readonly run: (
    wish: RunWish,
    signal: AbortSignal,
    onProgress: (progress: RunProgress) => void,
  ) => Promise<FinishedRun>;
}

/** The tests of one experiment that are asked for, by `pathKey`. */
export interface TestWish {
  readonly run: RunWish;
  readonly tests: readonly string[];
}

/** Runs an experiment once, and tells what came of the tests that were asked for. Does not reject. */
export const runTests = async (
  { library, run }: TestRunNeeds,
  wish: TestWish,
  signal: AbortSignal,
  sink: TestSink,
): Promise<void> => {
  const tests = [undefined, ...wish.tests];
  const { progressLines } = await library();
  for (const key of tests) sink.started(key);
  try {
    const finished = await run(wish.run, signal, (progress) => {
      for (const line of progressLines(progress)) sink.line(line);
    });
    await tellResults(library, finished, wish.tests, sink);
  } catch (error) {
    for (const key of wish.tests) sink.skipped(key);
    if (isAbort(error)) return sink.skipped(undefined);
    sink.line(`    ${messageOf(error)}`);
    sink.errored(undefined, [{ text: messageOf(error) }]);
  }
};

/** What a run that is over says of the tests that were asked for. */
export const tellResults = async (
  library: () => Promise<ExperimentLibrary>,
  { journal, journalFile }: Pick<FinishedRun, 'journal' | 'journalFile'>,
  tests: readonly string[],
  sink: TestSink,
): Promise<void> => {
  const { testResults, verdictOf } = await library();
  const results = testResults(journal);
  const { isGood, outcome, label, sentence } = verdictOf(journal);
  for (const key of tests) {
    const { outcome: each = 'skipped', messages = [], seconds = 0 } = results.get(key) ?? {};
    const ms = seconds * 1000;
    // What an interrupted run had found to be fine so far has not been tested to the end.
    if (each === 'skipped' || (each === 'passed' && outcome === 'interrupted')) sink.skipped(key);
    else if (each === 'passed') sink.passed(key, ms);
    else sink[each === 'failed' ? 'failed' : 'errored'](key, messages, ms);
  }
  const messages = [{ text: `${label}. ${sentence}` }];
  const ms = journal.duration * 1000;
  sink.line(`  ${isGood ? '✓' : '✗'} ${label} in ${journal.duration.toFixed(1)} s. ${sentence}`);
  if (journalFile !== undefined) sink.report(journalFile);
  if (isGood) sink.passed(undefined, ms);
  else if (outcome === 'interrupted') sink.skipped(undefined);
  else sink[outcome === 'failed' || outcome === 'aborted' ? 'errored' : 'failed'](undefined, messages, ms);
};
