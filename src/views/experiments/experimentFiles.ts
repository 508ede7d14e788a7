import * as vscode from 'vscode';
import { DisposableStore } from '../../core/disposable';
import { isHumanError } from '../../core/errors';
import { Emitter } from '../../core/event';
import type { ParsedExperiment } from '../../core/experiments/format/parseExperiment';
import { loadLibrary } from '../../core/experiments/loadLibrary';
import type { Log } from '../../core/log';
import { openDocument, readExperiment } from './readExperiment';

/** What experiments are called, below any folder. */
export const experimentGlob = '**/*.chaos.{yaml,yml,json}';
const excludedGlob = '**/{node_modules,.git,.chaos,.terraform}/**';
const excluded = /(^|\/)(node_modules|\.git|\.chaos|\.terraform)\//;
/** More of them are hardly a person's own. */
const maxFiles = 1000;
const settleMs = 200;
/** Of what takes a second to be read. */
const longText = 100_000;
const longSettleMs = 1000;

export const isExperimentFile = ({ path }: vscode.Uri): boolean => /\.chaos\.(ya?ml|json)$/i.test(path);

export interface ExperimentFile {
  readonly uri: vscode.Uri;
  /** As an editor holds it, else as it is on the disk. */
  readonly text: string;
  readonly parsed: ParsedExperiment;
}

/**
 * The experiments of the workspace and those that are open, as they are in the editors at the time: what diagnostics,
 * lenses, tests and the view show. Read when somebody first asks.
 */
export class ExperimentFiles implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly files = new Map<string, ExperimentFile>();
  private readonly pending = new Map<string, NodeJS.Timeout>();
  private readonly changed = this.store.add(new Emitter<vscode.Uri>());
  private readonly saved = this.store.add(new Emitter<vscode.Uri>());
  private reading: Promise<void> | undefined;

  /** A file came, changed or went. */
  readonly onDidChange = this.changed.event;
  /** A person saved it. */
  readonly onDidSave = this.saved.event;

  constructor(private readonly log: Log) {}

  /** Sorted by their place. */
  get all(): readonly ExperimentFile[] {
    return [...this.files.values()].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
  }

  get(uri: vscode.Uri): ExperimentFile | undefined {
    return this.files.get(uri.toString());
  }

  /** Reads all there is, once, and goes on following it. */
  read(): Promise<void> {
    this.reading ??= this.readAll();
    return this.reading;
  }

  /** Does not wait until a person has stopped typing. */
  async readNow(uri: vscode.Uri): Promise<void> {
    await this.read();
    clearTimeout(this.pending.get(uri.toString()));
    await this.update(uri);
  }

  /** Looks for files anew: folders came or went, or the watcher has missed one. */
  async refresh(): Promise<void> {
    await this.read();
    const found = await vscode.workspace.findFiles(experimentGlob, excludedGlob, maxFiles);
    for (const uri of [...found, ...this.all.map((file) => file.uri)]) await this.update(uri);
  }

  dispose(): void {
    for (const timer of this.pending.values()) clearTimeout(timer);
    this.store.dispose();
  }

  private async readAll(): Promise<void> {
    this.follow();
    const found = await vscode.workspace.findFiles(experimentGlob, excludedGlob, maxFiles);
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri);
    for (const uri of [...found, ...open.filter(isExperimentFile)]) await this.update(uri);
  }

  private follow(): void {
    const watcher = this.store.add(vscode.workspace.createFileSystemWatcher(experimentGlob));
    const later = (uri: vscode.Uri) => this.updateLater(uri);
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      this.store.add(event(later));
    const { onDidOpenTextDocument, onDidCloseTextDocument, onDidChangeTextDocument, onDidSaveTextDocument } =
      vscode.workspace;
    this.store.add(onDidOpenTextDocument(({ uri }) => later(uri)));
    this.store.add(onDidCloseTextDocument(({ uri }) => later(uri)));
    this.store.add(onDidChangeTextDocument(({ document }) => later(document.uri)));
    this.store.add(onDidSaveTextDocument((document) => void this.afterSave(document.uri)));
    this.store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => void this.refresh()));
  }

  private async afterSave(uri: vscode.Uri): Promise<void> {
    if (!isExperimentFile(uri)) return;
    await this.update(uri);
    this.saved.fire(uri);
  }

  private updateLater(uri: vscode.Uri): void {
    if (!isExperimentFile(uri)) return;
    const key = uri.toString();
    clearTimeout(this.pending.get(key));
    this.pending.set(
      key,
      setTimeout(() => {
        this.pending.delete(key);
        void this.update(uri);
      }, this.settleMsOf(key)),
    );
  }

  private settleMsOf(key: string): number {
    return (this.files.get(key)?.text.length ?? 0) > longText ? longSettleMs : settleMs;
  }

  private async update(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    try {
      const { parseExperiment } = await loadLibrary();
      const text = await this.textOf(uri);
      if (text === undefined) {
        if (this.files.delete(key)) this.changed.fire(uri);
        return;
      }
      if (this.files.get(key)?.text === text) return;
      this.files.set(key, { uri, text, parsed: parseExperiment(text, uri.path) });
      this.changed.fire(uri);
    } catch (error) {
      this.log.error(`${uri.fsPath} could not be read`, error);
    }
  }

  /** Undefined of what is gone, none of ours, or too large to be an experiment. */
  private async textOf(uri: vscode.Uri): Promise<string | undefined> {
    if (!isFollowed(uri)) return undefined;
    try {
      const text = await readExperiment(uri);
      return openDocument(uri)?.getText() ?? text; // it may have been opened meanwhile
    } catch (error) {
      if (isHumanError(error)) return undefined;
      throw error;
    }
  }
}

/** What is open is followed wherever it lies; an older version of it, beside it in a comparison, is not. */
const isFollowed = (uri: vscode.Uri): boolean => {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (openDocument(uri)) return folder !== undefined || uri.scheme === 'file' || uri.scheme === 'untitled';
  return folder !== undefined && !excluded.test(uri.path.slice(folder.uri.path.length));
};
