import * as vscode from 'vscode';
import { HumanError } from '../core/errors';
import { type ExperimentFiles, isExperimentFile } from '../views/experiments/experimentFiles';

/** What a menu passes, else what is open, else one that is asked for; undefined when the person turns away. */
export const chosenExperiment = async (
  files: ExperimentFiles,
  title: string,
  given?: vscode.Uri,
): Promise<vscode.Uri | undefined> => given ?? shownExperiment() ?? (await askExperiment(files, title));

/** Where a run of it can be kept, and its programs be found; undefined when the person does not save it. */
export const savedExperiment = async (uri: vscode.Uri): Promise<vscode.Uri | undefined> =>
  uri.scheme === 'untitled' ? vscode.workspace.save(uri) : uri;

const shownExperiment = (): vscode.Uri | undefined => {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && isExperimentFile(uri) ? uri : undefined;
};

/** One of the workspace's experiments. Rejects with a `HumanError` without any. */
const askExperiment = async (files: ExperimentFiles, title: string): Promise<vscode.Uri | undefined> => {
  await files.read();
  const items = files.all.map(({ uri, parsed }) => ({
    uri,
    label: parsed.experiment?.title ?? vscode.workspace.asRelativePath(uri),
    description: parsed.experiment ? vscode.workspace.asRelativePath(uri) : 'has errors',
  }));
  if (items.length === 0)
    throw new HumanError('There is no experiment in this workspace. Chaos: New Experiment… makes one.');
  const options = { title, placeHolder: 'Experiment', matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.uri;
};
