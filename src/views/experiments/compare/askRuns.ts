import * as vscode from 'vscode';
import { HumanError } from '../../../core/errors';
import type { KeptRuns } from '../view/keptRuns';
import { timeText } from '../view/timeText';
import { type RunItem, runItems, titleOf } from './runItems';

const title = 'Compare Runs';

/** Asks for what is missing of two kept runs. Undefined when the person turns away; rejects with a `HumanError` without runs. */
export const askRuns = async (
  kept: KeptRuns,
  given?: vscode.Uri,
): Promise<readonly [vscode.Uri, vscode.Uri] | undefined> => {
  const first = given ?? (await askRun(kept, 'The first run'));
  if (!first) return undefined;
  const second = await askRun(kept, 'The run to compare it with; of the same experiment first', first);
  return second && [first, second];
};

const askRun = async (
  kept: KeptRuns,
  placeHolder: string,
  other?: vscode.Uri,
): Promise<vscode.Uri | undefined> => {
  const options = { title, placeHolder, matchOnDescription: true };
  const chosen = await vscode.window.showQuickPick(itemsOf(kept, other), options);
  return chosen && vscode.Uri.file(chosen.file);
};

/** Reads what came of all runs, and rejects with a `HumanError` when there is nothing to choose. */
const itemsOf = async (kept: KeptRuns, other?: vscode.Uri): Promise<RunItem[]> => {
  for (const run of await kept.list()) await kept.read(run);
  const runs = kept.all.filter(({ file }) => file !== other?.fsPath);
  if (runs.length === 0) throw new HumanError(other ? oneRun : noRun);
  const same = kept.all.find(({ file }) => file === other?.fsPath);
  return runItems(runs, timeText, same && titleOf(same));
};

const noRun = 'No run has been kept in this workspace yet. Run an experiment twice, then compare.';
const oneRun = 'There is no other run to compare it with. Run the experiment again, then compare.';
