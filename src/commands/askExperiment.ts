import * as vscode from 'vscode';
import { HumanError } from '../core/errors';
import type { ExperimentFiles } from '../views/experiments/experimentFiles';

/** One of the workspace's experiments; undefined when the person turns away. Rejects with a `HumanError` without any. */
export const askExperiment = async (
  files: ExperimentFiles,
  title: string,
): Promise<vscode.Uri | undefined> => {
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
