import * as vscode from 'vscode';
import { DisposableStore } from '../../../core/disposable';
import { Emitter } from '../../../core/event';
import { type OpenedRun, openRun } from './openRun';

/** A journal that editors show, as it is on the disk at the time. */
export class ReportDocument implements vscode.CustomDocument {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<OpenedRun>());
  private reading: Promise<void> = Promise.resolve();

  readonly onDidChange = this.changed.event;

  private constructor(
    readonly uri: vscode.Uri,
    private shown: OpenedRun,
  ) {
    const folder = vscode.Uri.joinPath(uri, '..');
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const pattern = new vscode.RelativePattern(folder, literalGlob(name));
    const watcher = this.store.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      this.store.add(event(() => this.readAgain()));
  }

  static async open(uri: vscode.Uri): Promise<ReportDocument> {
    return new ReportDocument(uri, await openRun(uri));
  }

  get current(): OpenedRun {
    return this.shown;
  }

  dispose(): void {
    this.store.dispose();
  }

  /** One reading after the other, so that the last one is what is on the disk. */
  private readAgain(): void {
    this.reading = this.reading.then(async () => {
      this.shown = await openRun(this.uri);
      this.changed.fire(this.shown);
    });
  }
}

/** A name that stands for itself in a glob. */
const literalGlob = (name: string): string => name.replace(/[[\]{}*?]/g, '[$&]');
