import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/disposable';
import { View } from '../../../extension/contributions';
import type { Services } from '../../../extension/services';
import type { ExperimentFile } from '../experimentFiles';
import { type ExperimentsShown, experimentRows, runsToRead, type ShownExperiment } from './experimentRows';
import { timeText } from './timeText';

type Needs = Pick<Services, 'experimentFiles' | 'experimentRuns' | 'experimentTree' | 'keptRuns' | 'errors'>;

const historyGlob = '**/.chaos/runs/*.json';

/** The experiments of the workspace, and how they went. */
export const registerExperimentsView = (services: Needs): Disposable => {
  const store = new DisposableStore();
  const options = { treeDataProvider: services.experimentTree, showCollapseAll: true };
  const view = store.add(vscode.window.createTreeView(View.experiments, options));
  store.add(new ExperimentsView(services, view));
  return store;
};

/** While it is seen, it reads: first the files, then the list of runs, then what came of those that it shows. */
class ExperimentsView implements Disposable {
  private readonly store = new DisposableStore();
  private hasFiles = false;
  private reading: Promise<void> | undefined;
  private isStale = false;

  constructor(
    private readonly services: Needs,
    private readonly view: vscode.TreeView<unknown>,
  ) {
    const { experimentFiles, experimentRuns, keptRuns } = services;
    this.store.add(view.onDidChangeVisibility(() => this.lookAgain()));
    this.store.add(experimentRuns.onDidFinish(() => this.read()));
    this.followHistory();
    for (const source of [experimentFiles, experimentRuns, keptRuns])
      this.store.add(source.onDidChange(() => this.render()));
    this.read();
  }

  dispose(): void {
    this.store.dispose();
  }

  /** The command line keeps runs as well, and a file can be deleted anywhere. */
  private followHistory(): void {
    const watcher = this.store.add(vscode.workspace.createFileSystemWatcher(historyGlob, false, true, false));
    for (const event of [watcher.onDidCreate, watcher.onDidDelete]) this.store.add(event(() => this.read()));
  }

  /** VS Code does not tell of all that changes on the disk: not of what is in a folder that was made anew. */
  private lookAgain(): void {
    const { errors, experimentFiles } = this.services;
    if (this.view.visible) void errors.attempt('look for experiments', () => experimentFiles.refresh());
    this.read();
  }

  /** One reading after the other; what happens meanwhile is read by the next. */
  private read(): void {
    this.isStale = true;
    if (!this.view.visible || this.reading) return;
    this.render();
    this.reading = this.readWhileStale().finally(() => {
      this.reading = undefined;
      this.view.message = undefined;
    });
  }

  private async readWhileStale(): Promise<void> {
    while (this.isStale && this.view.visible) {
      this.isStale = false;
      await this.services.errors.attempt('list the experiments', () => this.readAll());
    }
  }

  private async readAll(): Promise<void> {
    const { experimentFiles, keptRuns } = this.services;
    if (!this.hasFiles) this.view.message = 'Looking for experiments…';
    await experimentFiles.read();
    this.hasFiles = true;
    await keptRuns.list();
    this.view.message = undefined;
    await this.readRuns();
  }

  /** What a run came to may make it the run of another experiment, and another be shown in its place. */
  private async readRuns(): Promise<void> {
    const { keptRuns } = this.services;
    for (;;) {
      const [run] = runsToRead(shownOf(this.services));
      if (!run || this.isStale || !this.view.visible) return;
      if ((await keptRuns.read(run)) === undefined) return; // it has gone since
      this.render();
    }
  }

  private render(): void {
    if (this.view.visible && this.hasFiles)
      this.services.experimentTree.show(experimentRows(shownOf(this.services)));
  }
}

const shownOf = ({ experimentFiles, experimentRuns, keptRuns }: Needs): ExperimentsShown => ({
  experiments: experimentFiles.all.map((file) => shownExperiment(file, experimentRuns)),
  runs: keptRuns.all,
  underWay: experimentRuns.current,
  timeText,
});

const shownExperiment = (
  { uri, parsed: { experiment, problems } }: ExperimentFile,
  runs: Needs['experimentRuns'],
): ShownExperiment => ({
  uri: uri.toString(),
  file: uri.fsPath,
  path: vscode.workspace.asRelativePath(uri),
  ...(experiment && { title: experiment.title }),
  ...(experiment?.description && { description: experiment.description }),
  ...(experiment?.tags && { tags: experiment.tags }),
  errors: problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  workspace: runs.placeOf(uri.fsPath).workspace,
});
