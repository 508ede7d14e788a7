import * as vscode from 'vscode';
import { DisposableStore } from '../../../core/disposable';
import { Emitter } from '../../../core/event';
import { type OpenedRun, openRun } from './openRun';
import { watchFile } from './watchFile';

/** A journal that editors show, as it is on the disk at the time. */
export class ReportDocument implements vscode.CustomDocument {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<OpenedRun>());
  private reading: Promise<void> = Promise.resolve();

  readonly onDidChange = this.changed.event;

  private constructor(
    readonly uri: vscode.Uri,
    private shown: OpenedRun,
    private stamp: string,
  ) {
    this.store.add(watchFile(uri, () => this.refresh()));
    this.refresh(); // it may have changed between reading and watching
  }

  static async open(uri: vscode.Uri): Promise<ReportDocument> {
    const stamp = await stampOf(uri);
    return new ReportDocument(uri, await openRun(uri), stamp);
  }

  get current(): OpenedRun {
    return this.shown;
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Reads a file that has changed, one reading after the other, so that the last one is what is on the disk. */
  refresh(): void {
    this.reading = this.reading.then(async () => {
      const stamp = await stampOf(this.uri);
      if (stamp === this.stamp) return;
      this.stamp = stamp;
      this.shown = await openRun(this.uri);
      this.changed.fire(this.shown);
    });
  }
}

/** Another one when the file is another. */
const stampOf = async (uri: vscode.Uri): Promise<string> => {
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    return `${mtime} ${size}`;
  } catch {
    return 'gone'; // reading it says why
  }
};
