import * as vscode from 'vscode';
import { HumanError } from '../core/errors';
import type { DryStrategy } from '../core/experiments/format/experiment';
import { Command } from '../extension/contributions';
import type { Services } from '../extension/services';
import { isExperimentFile } from '../views/experiments/experimentFiles';
import { runWithProgress } from '../views/experiments/runWithProgress';
import { askExperiment } from './askExperiment';
import type { CommandHandler } from './handler';

type Needs = Pick<Services, 'experimentRuns' | 'experimentFiles'>;

/** Lenses and menus pass the file; from the palette it is the one that is open, else one that is chosen. */
export const experimentCommands = ({ experimentRuns, experimentFiles }: Needs) => {
  const run = async (given: vscode.Uri | undefined, dry?: DryStrategy) => {
    const uri = given ?? shownExperiment() ?? (await askExperiment(experimentFiles, 'Run Experiment'));
    if (uri) await runWithProgress(experimentRuns, { uri, ...(dry && { dry }) });
  };
  return {
    [Command.runExperiment]: { purpose: 'run the experiment', run: (uri?: vscode.Uri) => run(uri) },
    [Command.dryRunExperiment]: {
      purpose: 'run the experiment dry',
      run: async (uri?: vscode.Uri) => {
        const dry = await askDry();
        if (dry) await run(uri, dry);
      },
    },
    [Command.cancelExperiment]: {
      purpose: 'cancel the experiment',
      run: (uri?: vscode.Uri) => {
        if (experimentRuns.current.length === 0) throw new HumanError('No experiment runs.');
        experimentRuns.cancel(uri?.fsPath);
      },
    },
  } satisfies Record<string, CommandHandler>;
};

const shownExperiment = (): vscode.Uri | undefined => {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && isExperimentFile(uri) ? uri : undefined;
};

const dryChoices: readonly (vscode.QuickPickItem & { readonly dry: DryStrategy })[] = [
  { dry: 'actions', label: 'Actions', description: 'probes are asked, nothing is broken' },
  { dry: 'activities', label: 'Activities', description: 'neither probes nor actions' },
  { dry: 'probes', label: 'Probes', description: 'actions are done, nothing is asked' },
  { dry: 'pause', label: 'Pauses', description: 'everything, without waiting' },
];

const askDry = async (): Promise<DryStrategy | undefined> => {
  const options = { title: 'Dry Run', placeHolder: 'What is left out' };
  return (await vscode.window.showQuickPick(dryChoices, options))?.dry;
};
