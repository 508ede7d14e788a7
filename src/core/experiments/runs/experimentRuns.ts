import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Disposable } from '../../disposable';
import { HumanError, messageOf } from '../../errors';
import { Emitter, Tracker } from '../../event';
import type { GuardOptions } from '../../faults/guard';
import type { Log } from '../../log';
import type { DryStrategy, Experiment } from '../format/experiment';
import type { Problem } from '../format/problem';
import type { ExperimentLibrary } from '../loadLibrary';
import type { ReportedRun } from '../report/reportedRun';
import type { Journal } from '../run/journal';
import type { RunOptions, RunPhase, RunProgress } from '../run/runOptions';
import { NotRunnableError } from './notRunnableError';
import { type RunPlace, runPlaceOf } from './runPlace';
import { engineVariable, usesEngine } from './usesEngine';

export interface RunWish {
  /** Absolute path. */
  readonly file: string;
  /** What an editor holds of it; what is on the disk when absent. */
  readonly text?: string;
  readonly dry?: DryStrategy;
}

/** A run that is under way, or waits for the one before it. */
export interface RunUnderWay {
  readonly file: string;
  readonly title: string;
  readonly dry?: DryStrategy;
  /** Unix ms; absent while it waits. */
  readonly startedAt?: number;
  readonly phase?: RunPhase;
  /** The activity that was begun last. */
  readonly activity?: string;
}

export interface FinishedRun extends ReportedRun {
  readonly file: string;
  /** Path of the journal that was kept; absent when it could not be kept. */
  readonly journalFile?: string;
  /** Warnings of the file. */
  readonly problems: readonly Problem[];
}

export interface EngineWish {
  readonly start: boolean;
  readonly signal: AbortSignal;
}

export interface ExperimentRunsOptions {
  readonly library: () => Promise<ExperimentLibrary>;
  /** Origin of the engine of this window, started with `start`. Rejects when it cannot be, or the person turns away. */
  readonly engine: (wish: EngineWish) => Promise<string | undefined>;
  readonly guard: GuardOptions;
  /** The workspace that a file lies in. */
  readonly workspaceOf: (file: string) => string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

/** Runs the experiments of a window, one after the other: two at a time would disturb each other. */
export class ExperimentRuns implements Disposable {
  private readonly runs = new Tracker<readonly RunUnderWay[]>([]);
  private readonly finished = new Emitter<FinishedRun>();
  private readonly last = new Map<string, FinishedRun>();
  private readonly entries = new Set<Entry>();
  private queue: Promise<unknown> = Promise.resolve();

  readonly onDidChange = this.runs.onDidChange;
  readonly onDidFinish = this.finished.event;

  constructor(private readonly options: ExperimentRunsOptions) {}

  /** The first of them runs, the others wait. */
  get current(): readonly RunUnderWay[] {
    return this.runs.current;
  }

  /** How a file's latest run in this window went. */
  lastOf(file: string): FinishedRun | undefined {
    return this.last.get(file);
  }

  placeOf(file: string): RunPlace {
    return runPlaceOf(file, this.options.workspaceOf(file));
  }

  /**
   * Resolves when it is over, however it went; when `signal` ends it, its rollbacks are done and its faults gone by then.
   * Rejects with a `HumanError` when nothing was run: a file with errors (`NotRunnableError`), no engine; with an
   * `AbortError` when it was cancelled before it began.
   */
  async run(
    wish: RunWish,
    signal?: AbortSignal,
    onProgress?: (progress: RunProgress) => void,
  ): Promise<FinishedRun> {
    const entry = new Entry(this.runs, wish);
    this.entries.add(entry);
    const ended = signal ? AbortSignal.any([signal, entry.end.signal]) : entry.end.signal;
    const before = this.queue;
    const work = Promise.race([before, abortOf(ended)]).then(() =>
      this.begin(wish, entry, ended, onProgress),
    );
    this.queue = Promise.all([before, work.catch(() => {})]);
    try {
      return await work;
    } finally {
      this.entries.delete(entry);
      entry.remove();
    }
  }

  /** Ends the runs of a file, or all of them, as Ctrl+C would. */
  cancel(file?: string): void {
    for (const entry of this.entries) if (file === undefined || entry.file === file) entry.end.abort();
  }

  /** Ends all runs, and waits for their rollbacks, if not for ever: the faults of one that hangs go with its lease. */
  async close(waitMs = 2000): Promise<void> {
    this.cancel();
    const late = new Promise<void>((resolve) => setTimeout(resolve, waitMs).unref());
    await Promise.race([this.whenIdle(), late]);
  }

  /** Resolves when those that are under way now have ended. */
  async whenIdle(): Promise<void> {
    await this.queue;
  }

  dispose(): void {
    this.cancel();
    this.runs.dispose();
    this.finished.dispose();
  }

  private async begin(
    wish: RunWish,
    entry: Entry,
    signal: AbortSignal,
    onProgress?: (progress: RunProgress) => void,
  ): Promise<FinishedRun> {
    signal.throwIfAborted();
    const library = await this.options.library();
    const { parsed, experiment, place, env } = await this.prepare(wish, library, signal);
    signal.throwIfAborted();
    entry.update({ title: experiment.title, startedAt: Date.now() });
    const journal = await library.runExperiment(
      wish.dry === undefined ? experiment : { ...experiment, dry: wish.dry },
      {
        ...this.runOptions(experiment, env),
        folder: place.folder,
        signal,
        onProgress: (progress) => {
          entry.show(progress);
          onProgress?.(progress);
        },
      },
    );
    const journalFile = await this.keep(library, place, journal);
    const { rangeOf, problems } = parsed;
    const run = { journal, file: wish.file, problems, rangeOf, ...(journalFile && { journalFile }) };
    this.last.set(wish.file, run);
    this.finished.fire(run);
    return run;
  }

  /** What an experiment is run with; the engine is started for one that needs it. */
  private async prepare(wish: RunWish, library: ExperimentLibrary, signal: AbortSignal) {
    const text = wish.text ?? (await readText(wish.file));
    const place = this.placeOf(wish.file);
    const first = library.parseExperiment(text, wish.file).experiment;
    const start = first !== undefined && usesEngine(first);
    const endpoint = await this.options.engine({ start, signal });
    const env = { ...this.options.env, ...(endpoint === undefined ? {} : { [engineVariable]: endpoint }) };
    const parsed = await library.parseForRun(text, wish.file, { folder: place.folder, env }, { env });
    const { experiment } = parsed;
    if (experiment === undefined) throw new NotRunnableError(wish.file, parsed.problems);
    return { parsed, experiment, place, env };
  }

  private runOptions(
    experiment: Experiment,
    env: RunOptions['env'],
  ): Pick<RunOptions, 'env' | 'guard' | 'endpoint'> {
    const endpoint = usesEngine(experiment) ? env[engineVariable] : undefined;
    return { env, guard: this.options.guard, ...(endpoint === undefined ? {} : { endpoint }) };
  }

  /** That a run cannot be kept is no reason to lose what it said. */
  private async keep(
    library: ExperimentLibrary,
    { workspace }: RunPlace,
    journal: Journal,
  ): Promise<string | undefined> {
    const history = new library.RunHistory(workspace);
    try {
      return history.fileOf(await history.write(journal));
    } catch (error) {
      this.options.log.warn(`The run is not kept in ${history.folder} (${messageOf(error)}).`);
      return undefined;
    }
  }
}

/** One run in the list of those under way. */
class Entry {
  readonly end = new AbortController();
  readonly file: string;
  private now: RunUnderWay;

  constructor(
    private readonly runs: Tracker<readonly RunUnderWay[]>,
    { file, dry }: RunWish,
  ) {
    this.file = file;
    this.now = { file, title: basename(file), ...(dry && { dry }) };
    runs.set([...runs.current, this.now]);
  }

  update(change: Partial<RunUnderWay>): void {
    const before = this.now;
    this.now = { ...before, ...change };
    this.runs.set(this.runs.current.map((run) => (run === before ? this.now : run)));
  }

  show(progress: RunProgress): void {
    if (progress.kind === 'phase') this.update({ phase: progress.phase });
    else if (progress.kind === 'started') this.update({ phase: progress.phase, activity: progress.name });
  }

  remove(): void {
    this.runs.set(this.runs.current.filter((run) => run !== this.now));
  }
}

const abortOf = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new HumanError(`${basename(file)} cannot be read (${messageOf(cause)}).`, 'usage', { cause });
  }
};
