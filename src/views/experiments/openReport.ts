import * as vscode from 'vscode';
import { HumanError } from '../../core/errors';
import type { FinishedRun } from '../../core/experiments/runs/experimentRuns';
import { journalEditor } from '../../extension/contributions';

/** Shows what a run said. Rejects with a `HumanError` when its journal could not be kept. */
export const openReport = async ({ journalFile }: Pick<FinishedRun, 'journalFile'>): Promise<void> => {
  if (journalFile === undefined)
    throw new HumanError('The run could not be kept, the log says why. Run the experiment again.');
  await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(journalFile), journalEditor);
};
