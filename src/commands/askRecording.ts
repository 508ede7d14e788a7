import * as vscode from 'vscode';
import { Command, recordingEditor, recordingExtension } from '../extension/contributions';

interface Choice extends vscode.QuickPickItem {
  /** Undefined for what leads elsewhere. */
  readonly uri?: vscode.Uri;
}

/** With more of them a person browses. */
const mostListed = 100;

const browse: Choice = { label: '$(folder-opened) Browse…' };
const record: Choice = { label: '$(record) Start Recording' };

/** The recording that is shown, or else one that a person chooses; undefined when they turned away. */
export const shownOrAsked = async (title: string): Promise<vscode.Uri | undefined> =>
  shownRecording() ?? askRecording(title);

const shownRecording = (): vscode.Uri | undefined => {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom && input.viewType === recordingEditor ? input.uri : undefined;
};

/** Of those in the workspace, or from anywhere else. */
export const askRecording = async (title: string): Promise<vscode.Uri | undefined> => {
  const found = await vscode.workspace.findFiles(
    `**/*${recordingExtension}`,
    '**/node_modules/**',
    mostListed,
  );
  const listed = found.map(choiceOf).sort((a, b) => (a.label < b.label ? -1 : 1));
  const none = listed.length === 0;
  const chosen = await vscode.window.showQuickPick<Choice>([...listed, browse, ...(none ? [record] : [])], {
    title,
    placeHolder: none ? 'There is no recording in this workspace yet.' : 'Which recording?',
  });
  if (chosen === record) await vscode.commands.executeCommand(Command.startRecording);
  return chosen === browse ? askFile(title) : chosen?.uri;
};

const choiceOf = (uri: vscode.Uri): Choice => ({ label: vscode.workspace.asRelativePath(uri), uri });

const askFile = async (title: string): Promise<vscode.Uri | undefined> => {
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel: 'Open',
    filters: { 'Chaos Lab Recording': [recordingExtension.slice(1)] },
  });
  return chosen?.[0];
};
