import * as vscode from 'vscode';
import { HumanError } from '../../../core/errors';
import { isTitleOf } from '../../../core/experiments/history/titleMatch';
import type { ExperimentRuns } from '../../../core/experiments/runs/experimentRuns';
import type { ExperimentFile, ExperimentFiles } from '../experimentFiles';
import { runWithProgress } from '../runWithProgress';
import { openRun } from './openRun';

interface Needs {
  readonly experimentFiles: ExperimentFiles;
  readonly experimentRuns: ExperimentRuns;
}

/** Runs the experiment of a journal, as it stands now, and dry when it was. Rejects with a `HumanError` when it is not here. */
export const runAgain = async (
  { experimentFiles, experimentRuns }: Needs,
  journal: vscode.Uri,
): Promise<void> => {
  const opened = await openRun(journal);
  if ('problem' in opened) throw new HumanError(opened.problem);
  const { title, dry } = opened.run.journal.experiment;
  await experimentFiles.read();
  const found = experimentFiles.all.filter(({ parsed }) => {
    const written = parsed.experiment?.title;
    return written !== undefined && isTitleOf(title, written);
  });
  if (found.length === 0) throw new HumanError(notHere(title));
  const uri = found.length === 1 ? found[0]?.uri : await askWhich(found);
  if (uri) await runWithProgress(experimentRuns, { uri, ...(dry && { dry }) });
};

const notHere = (title: string): string =>
  `No experiment in this workspace is called "${title}". Open the folder that it lies in, then run it again.`;

const askWhich = async (found: readonly ExperimentFile[]): Promise<vscode.Uri | undefined> => {
  const items = found.map(({ uri }) => ({ uri, label: vscode.workspace.asRelativePath(uri) }));
  const options = { title: 'Run Again', placeHolder: 'Several experiments have this title' };
  return (await vscode.window.showQuickPick(items, options))?.uri;
};
