import * as vscode from 'vscode';
import { reportHtml } from '../../core/lab/recording/report/reportHtml';
import type { ReadableRecording } from './replayState';

const openInBrowser = 'Open in Browser';

/** Asks where to, and writes the report there. Does nothing when nothing is chosen. */
export const exportReport = async (
  recordingUri: vscode.Uri,
  { name, recording, replay }: ReadableRecording,
): Promise<void> => {
  const reportName = `${name.replace(/\.chaoslog$/, '')}.html`;
  const target = await vscode.window.showSaveDialog({
    title: 'Export Report',
    saveLabel: 'Export',
    filters: { HTML: ['html'] },
    defaultUri: vscode.Uri.joinPath(recordingUri, '..', reportName),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, Buffer.from(reportHtml(recording, replay)));
  void offerBrowser(target); // the message may stay there as long as it likes
};

/** A browser can read it where it is on the same machine. */
const offerBrowser = async (target: vscode.Uri): Promise<void> => {
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  const message = `Exported ${target.path.slice(target.path.lastIndexOf('/') + 1)}.`;
  const answer = await vscode.window.showInformationMessage(message, ...(isHere ? [openInBrowser] : []));
  if (answer === openInBrowser) await vscode.env.openExternal(target);
};
