import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/disposable';
import { Command, type CommandId } from '../../../extension/contributions';
import type { Services } from '../../../extension/services';
import { type ExperimentFile, type ExperimentFiles, experimentGlob } from '../experimentFiles';
import { LastRuns } from './lastRuns';
import { type Lens, lensesOf } from './lensesOf';

type Needs = Pick<Services, 'experimentFiles' | 'experimentRuns'>;

/** Above the title of each experiment: what can be done with it, what it does now, how it went. */
export const registerExperimentLenses = (services: Needs): Disposable => {
  const store = new DisposableStore();
  const lenses = store.add(new ExperimentLenses(services));
  store.add(vscode.languages.registerCodeLensProvider({ pattern: experimentGlob }, lenses));
  return store;
};

class ExperimentLenses implements vscode.CodeLensProvider, Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<void>());
  private readonly lastRuns: LastRuns;
  private readonly files: ExperimentFiles;

  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly services: Needs) {
    const { experimentFiles, experimentRuns } = services;
    this.files = experimentFiles;
    this.lastRuns = new LastRuns(experimentRuns);
    this.store.add(experimentFiles.onDidChange(() => this.changed.fire()));
    this.store.add(experimentRuns.onDidChange(() => this.changed.fire()));
    this.store.add(vscode.window.onDidChangeActiveTextEditor(() => this.lastRuns.forget()));
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    await this.files.read();
    const file = this.files.get(uri);
    if (!file) return [];
    const line = Math.max(0, (file.parsed.rangeOf(['title'])?.start.line ?? 1) - 1);
    const range = new vscode.Range(line, 0, line, 0);
    return (await this.lensesOf(file)).map((lens) => new vscode.CodeLens(range, commandOf(lens, uri)));
  }

  dispose(): void {
    this.store.dispose();
  }

  private async lensesOf({ uri, parsed }: ExperimentFile): Promise<Lens[]> {
    const last = await this.lastRuns.of(uri.fsPath, parsed.experiment?.title);
    const running = this.services.experimentRuns.current.find(({ file }) => file === uri.fsPath); // by now
    const errors = parsed.problems.filter(({ severity }) => severity === 'error').length;
    return lensesOf({ errors, now: Date.now(), ...(running && { running }), ...(last && { last }) });
  }
}

const commandOf = ({ title, tooltip, action }: Lens, uri: vscode.Uri): vscode.Command => ({
  title,
  tooltip,
  command: action === undefined ? '' : commands[action],
  arguments: [uri],
});

const commands: Readonly<Record<NonNullable<Lens['action']>, CommandId>> = {
  run: Command.runExperiment,
  dryRun: Command.dryRunExperiment,
  validate: Command.validateExperiment,
  cancel: Command.cancelExperiment,
  openReport: Command.openLastReport,
};
