import { basename, dirname } from 'node:path';
import type { Disposable } from '../../../core/disposable';
import { HumanError, messageOf } from '../../../core/errors';
import { Emitter } from '../../../core/event';
import type { KeptSummaries, KeptSummary } from '../../../core/experiments/history/keptSummaries';
import type { KeptRun, RunHistory } from '../../../core/experiments/history/runHistory';
import type { ExperimentLibrary } from '../../../core/experiments/loadLibrary';
import type { Log } from '../../../core/log';

/** A run of the past, as a list shows it. */
export interface ShownRun {
  /** Path of its journal. */
  readonly file: string;
  /** The folder that keeps it. */
  readonly workspace: string;
  /** Unix ms. */
  readonly at: number;
  /** What of its title is in the name of its file. */
  readonly name: string;
  /** Absent until it has been read. */
  readonly summary?: KeptSummary;
}

export interface KeptRunsOptions {
  readonly library: () => Promise<ExperimentLibrary>;
  /** Folders that may have a history. */
  readonly workspaces: () => readonly string[];
  readonly log: Log;
}

interface Entry {
  readonly workspace: string;
  readonly history: RunHistory;
  readonly run: KeptRun;
}

/** The runs of the past of a window. Nothing is read before it is asked for. */
export class KeptRuns implements Disposable {
  private readonly changed = new Emitter<void>();
  private entries: readonly Entry[] = [];
  private summaries: KeptSummaries | undefined;

  readonly onDidChange = this.changed.event;

  constructor(private readonly options: KeptRunsOptions) {}

  /** As of the last `list`, the newest first. */
  get all(): readonly ShownRun[] {
    return this.entries.map((entry) => this.shown(entry));
  }

  /** Looks what there is. What cannot be listed is told in the log: the rest can. */
  async list(): Promise<readonly ShownRun[]> {
    const { RunHistory, KeptSummaries } = await this.options.library();
    this.summaries ??= new KeptSummaries();
    const found = await Promise.all(
      [...new Set(this.options.workspaces())].map((workspace) =>
        this.entriesOf(workspace, new RunHistory(workspace)),
      ),
    );
    this.entries = found.flat().sort((a, b) => b.run.at - a.run.at);
    this.summaries.keepOnly(this.entries);
    this.changed.fire();
    return this.all;
  }

  /** Reads what came of a run that is listed. */
  async read({ file }: Pick<ShownRun, 'file'>): Promise<KeptSummary | undefined> {
    const entry = this.entries.find(({ history, run }) => history.fileOf(run.id) === file);
    return entry && this.summaries?.read(entry.history, entry.run);
  }

  /** Rejects with a `HumanError` for what is no kept run, or cannot be deleted. */
  async delete(file: string): Promise<void> {
    const { RunHistory } = await this.options.library();
    const history = new RunHistory(dirname(dirname(dirname(file))));
    const id = basename(file);
    if (history.fileOf(id) !== file) throw new HumanError(`${id} is not kept in a history. Delete its file.`);
    await history.delete(id).catch((cause) => {
      if (cause instanceof HumanError) throw cause;
      const reason = messageOf(cause);
      throw new HumanError(`${id} cannot be deleted (${reason}). Check its permissions.`, 'failed', {
        cause,
      });
    });
    await this.list();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async entriesOf(workspace: string, history: RunHistory): Promise<Entry[]> {
    try {
      return (await history.list()).map((run) => ({ workspace, history, run }));
    } catch (error) {
      this.options.log.warn(messageOf(error));
      return [];
    }
  }

  private shown({ workspace, history, run }: Entry): ShownRun {
    const summary = this.summaries?.get(history, run);
    const file = history.fileOf(run.id);
    return { file, workspace, at: run.at, name: run.name, ...(summary && { summary }) };
  }
}
