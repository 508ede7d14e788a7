import { basename } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../core/errors';
import { Command, journalEditor } from '../extension/contributions';
import type { Services } from '../extension/services';
import { askRuns } from '../views/experiments/compare/askRuns';
import { exportRun } from '../views/experiments/report/exportRun';
import { runAgain } from '../views/experiments/report/runAgain';
import { comparedUri, experimentUri, journalUri } from '../views/experiments/view/experimentUri';
import type { CommandHandler } from './handler';

type Needs = Pick<Services, 'reports' | 'comparisons' | 'keptRuns' | 'experimentFiles' | 'experimentRuns'>;

/** What can be done with runs of the past. A report's title passes its journal, a view its row. */
export const runCommands = ({ reports, comparisons, keptRuns, experimentFiles, experimentRuns }: Needs) => {
  const journalOf = (given: unknown): vscode.Uri => {
    const uri = journalUri(given) ?? reports.activeUri;
    if (uri) return uri;
    throw new HumanError('No report is open. The Experiments view has the runs: click one.');
  };
  return {
    [Command.openExperiment]: {
      purpose: 'open the experiment',
      run: async (row: unknown) => {
        const uri = experimentUri(row);
        if (uri) await vscode.commands.executeCommand('vscode.open', uri);
      },
    },
    [Command.openRun]: {
      purpose: 'open the report',
      run: async (row: unknown) => {
        await vscode.commands.executeCommand('vscode.openWith', journalOf(row), journalEditor);
      },
    },
    [Command.deleteRun]: {
      purpose: 'delete the run',
      run: async (row: unknown) => {
        const { fsPath } = journalOf(row);
        if (await isSure(basename(fsPath))) await keptRuns.delete(fsPath);
      },
    },
    [Command.compareRuns]: {
      purpose: 'compare the runs',
      run: async (given?: unknown) => {
        const chosen = await askRuns(keptRuns, comparedUri(given) ?? reports.activeUri);
        if (chosen) await comparisons.open(...chosen);
      },
    },
    [Command.exportRun]: { purpose: 'export the run', run: (given?: unknown) => exportRun(journalOf(given)) },
    [Command.runAgain]: {
      purpose: 'run the experiment again',
      run: (given?: unknown) => runAgain({ experimentFiles, experimentRuns }, journalOf(given)),
    },
  } satisfies Record<string, CommandHandler>;
};

const isSure = async (name: string): Promise<boolean> => {
  const yes = 'Delete';
  const detail = `Its journal ${name} is deleted, and its report with it. The experiment stays.`;
  return (await vscode.window.showWarningMessage('Delete this run?', { modal: true, detail }, yes)) === yes;
};
