import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activate } from './lab';

/** Hands out an empty folder of the workspace for experiments; closes what is open and empties it afterwards. */
export const withExperiments = async <T>(
  use: (write: (name: string, text: string) => Promise<vscode.Uri>, folder: string) => Promise<T>,
): Promise<T> => {
  const [root] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(root);
  const folder = join(root.uri.fsPath, 'experiments');
  await mkdir(folder, { recursive: true });
  try {
    return await use(async (name, text) => {
      await writeFile(join(folder, name), text);
      return vscode.Uri.file(join(folder, name));
    }, folder);
  } finally {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // Not the folder itself: VS Code does not watch one that is made anew.
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
    // Nor does it tell of a file that was there for a moment only.
    await (await activate()).experimentFiles.refresh();
    await rm(join(root.uri.fsPath, '.chaos'), { recursive: true, force: true });
  }
};

/** Opens a file in an editor. */
export const opened = async (uri: vscode.Uri): Promise<vscode.TextEditor> =>
  vscode.window.showTextDocument(uri, { preview: false });

/** Replaces a text in the editor, without saving it. */
export const replaceIn = async (editor: vscode.TextEditor, from: string, to: string): Promise<void> => {
  const at = editor.document.getText().indexOf(from);
  assert.ok(at >= 0, from);
  const range = new vscode.Range(
    editor.document.positionAt(at),
    editor.document.positionAt(at + from.length),
  );
  assert.ok(await editor.edit((edit) => edit.replace(range, to)));
};

/** Asks again at short intervals until the answer is as it should be, within a bound. */
export const eventually = async <T>(
  ask: () => T | PromiseLike<T>,
  isIt: (answer: T) => boolean,
  what: string,
): Promise<T> => {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
