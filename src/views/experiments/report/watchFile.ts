import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/disposable';

/** Tells of every change of a file, its coming and its end. */
export const watchFile = (uri: vscode.Uri, onChange: () => void): Disposable =>
  (uri.scheme === 'file' ? watchFolder(uri.fsPath, onChange) : undefined) ?? watchElsewhere(uri, onChange);

/** VS Code's watcher of the workspace misses what happens in a folder that was removed and made again. */
const watchFolder = (file: string, onChange: () => void): Disposable | undefined => {
  try {
    const watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(file)) onChange();
    });
    watcher.on('error', () => watcher.close()); // the folder has gone, and what was in it has been told of
    return { dispose: () => watcher.close() };
  } catch {
    return undefined; // the system has no watcher left, or the folder is not there
  }
};

const watchElsewhere = (uri: vscode.Uri, onChange: () => void): Disposable => {
  const store = new DisposableStore();
  const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), literalGlob(basename(uri.path)));
  const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
  for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
    store.add(event(onChange));
  return store;
};

/** A name that stands for itself in a glob. */
const literalGlob = (name: string): string => name.replace(/[[\]{}*?]/g, '[$&]');
