import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { HumanError } from '../core/errors';
import { isExperimentFile } from '../views/experiments/experimentFiles';
import { freeName, nameProblem } from './newExperimentName';

export interface NewFile {
  readonly uri: vscode.Uri;
  /** The person was asked whether a file that is there may go. */
  readonly mayReplace: boolean;
}

const usualFolder = 'experiments';

/**
 * Asks where a new experiment is to be: in the folder, else in `experiments` of the workspace, else anywhere. Undefined when
 * the person turns away.
 */
export const askNewFile = async (
  title: string,
  name: string,
  folder?: vscode.Uri,
): Promise<NewFile | undefined> => {
  const root = folder ? vscode.workspace.getWorkspaceFolder(folder) : await askRoot();
  if (root === undefined) return askAnywhere(title, name);
  if (root === 'none') return undefined;
  const path = await askPath(title, root.uri, await proposal(name, root.uri, folder));
  return path === undefined ? undefined : { uri: inFolder(root.uri, path), mayReplace: false };
};

export const isThere = async (uri: vscode.Uri): Promise<boolean> => {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false; // or it may not be looked at: writing it will tell
  }
};

/** `none` when one of several was to be chosen, and was not. */
const askRoot = async (): Promise<vscode.WorkspaceFolder | 'none' | undefined> => {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0];
  const placeHolder = 'Folder of the workspace that gets the experiment';
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder })) ?? 'none';
};

/** Relative to the root. */
const proposal = async (name: string, root: vscode.Uri, folder?: vscode.Uri): Promise<string> => {
  const given = folder?.path.slice(root.path.length).replace(/^\/|\/$/g, '');
  const within = given === undefined ? `${usualFolder}/` : given && `${given}/`;
  return `${within}${await freeName(name, (candidate) => isThere(inFolder(root, `${within}${candidate}`)))}`;
};

const askPath = (title: string, root: vscode.Uri, value: string): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title,
    prompt: 'Where to, from the workspace folder',
    value,
    valueSelection: [value.lastIndexOf('/') + 1, value.indexOf('.chaos.')],
    validateInput: async (path) =>
      nameProblem(path) ??
      ((await isThere(inFolder(root, path)))
        ? 'That file is there already. Choose another name.'
        : undefined),
  });

const inFolder = (root: vscode.Uri, path: string): vscode.Uri =>
  vscode.Uri.joinPath(root, ...path.split(/[\\/]/));

/** The dialog asks before it takes a name that is there. */
const askAnywhere = async (title: string, name: string): Promise<NewFile | undefined> => {
  const uri = await vscode.window.showSaveDialog({
    title,
    saveLabel: 'Create',
    filters: { YAML: ['yaml', 'yml'] },
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(homedir()), `${name}.chaos.yaml`),
  });
  if (uri && !isExperimentFile(uri))
    throw new HumanError(
      'An experiment is known by the end of its name: choose one that ends with .chaos.yaml.',
    );
  return uri && { uri, mayReplace: true };
};
