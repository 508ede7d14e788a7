import * as vscode from 'vscode';
import { HumanError } from '../../../core/errors';
import { loadLibrary } from '../../../core/experiments/loadLibrary';
import { exportText, reportFilters } from './exportText';
import { openRun } from './openRun';

const open = 'Open';

/** Asks where to, and writes the report there. Rejects with a `HumanError` before it asks when there is none. */
export const exportRun = async (uri: vscode.Uri): Promise<void> => {
  const opened = await openRun(uri);
  if ('problem' in opened) throw new HumanError(opened.problem);
  const target = await vscode.window.showSaveDialog({
    title: 'Export Run',
    saveLabel: 'Export',
    filters: reportFilters,
    defaultUri: vscode.Uri.joinPath(folderFor(uri), `${opened.name.replace(/\.json$/i, '')}.html`),
  });
  if (!target) return;
  const text = exportText(target.path, opened.run, await loadLibrary());
  await vscode.workspace.fs.writeFile(target, Buffer.from(text));
  void offerOpen(target); // the message may stay there as long as it likes
};

/** Beside the journal, but not in the history. */
const folderFor = (uri: vscode.Uri): vscode.Uri =>
  vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');

const offerOpen = async (target: vscode.Uri): Promise<void> => {
  const message = `Exported ${target.path.slice(target.path.lastIndexOf('/') + 1)}.`;
  if ((await vscode.window.showInformationMessage(message, open)) !== open) return;
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (isHere && /\.html?$/i.test(target.path)) await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand('vscode.open', target);
};
