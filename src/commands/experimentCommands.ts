import * as vscode from 'vscode';
import { HumanError } from '../core/errors';
import type { DryStrategy } from '../core/experiments/format/experiment';
import { NotRunnableError } from '../core/experiments/runs/notRunnableError';
import { Command } from '../extension/contributions';
import type { Services } from '../extension/services';
import { engineSteps } from '../views/engineSteps';
import { LastRuns } from '../views/experiments/editor/lastRuns';
import { offerPlace } from '../views/experiments/editor/offerPlace';
import { validateExperiment } from '../views/experiments/editor/validateExperiment';
import { worstOf } from '../views/experiments/editor/validationText';
import { openReport } from '../views/experiments/openReport';
import { readExperiment } from '../views/experiments/readExperiment';
import { runWithProgress } from '../views/experiments/runWithProgress';
import { experimentUri } from '../views/experiments/view/experimentUri';
import { chosenExperiment, savedExperiment } from './askExperiment';
import type { CommandHandler } from './handler';
import { newExperiment } from './newExperiment';

type Needs = Pick<
  Services,
  'experimentRuns' | 'experimentFiles' | 'experimentDiagnostics' | 'engine' | 'endpoints' | 'settings'
>;

/**
 * Lenses and menus pass the file, the Experiments view its row; from the palette it is the one that is open, else one that
 * is chosen.
 */
export const experimentCommands = (services: Needs) => {
  const { experimentRuns, experimentFiles, engine } = services;
  const steps = () => (engine.current.state === 'failed' ? engineSteps(engine.current, engine.kind) : []);
  return {
    [Command.newExperiment]: {
      purpose: 'write the experiment',
      run: (given?: unknown) => newExperiment(services, given instanceof vscode.Uri ? given : undefined),
    },
    [Command.runExperiment]: {
      purpose: 'run the experiment',
      run: (given?: unknown) => run(services, experimentUri(given)),
      steps,
    },
    [Command.dryRunExperiment]: {
      purpose: 'run the experiment dry',
      run: async (given?: unknown) => {
        const dry = await askDry();
        if (dry) await run(services, experimentUri(given), dry);
      },
      steps,
    },
    [Command.validateExperiment]: {
      purpose: 'validate the experiment',
      run: async (given?: unknown) => {
        const uri = await chosenExperiment(experimentFiles, 'Validate Experiment', experimentUri(given));
        if (uri) await validateExperiment(services, uri);
      },
    },
    [Command.cancelExperiment]: {
      purpose: 'cancel the experiment',
      run: (given?: unknown) => {
        if (experimentRuns.current.length === 0) throw new HumanError('No experiment runs.');
        experimentRuns.cancel(experimentUri(given)?.fsPath);
      },
    },
    [Command.openLastReport]: {
      purpose: 'open the report',
      run: async (given?: unknown) => {
        const uri = await chosenExperiment(experimentFiles, 'Open Last Report', experimentUri(given));
        if (uri) await openLastReport(services, uri);
      },
    },
  } satisfies Record<string, CommandHandler>;
};

const run = async (services: Needs, given: vscode.Uri | undefined, dry?: DryStrategy): Promise<void> => {
  const { experimentRuns, experimentFiles } = services;
  const chosen = await chosenExperiment(experimentFiles, 'Run Experiment', given);
  const uri = chosen && (await savedExperiment(chosen));
  if (!uri) return;
  const running = experimentRuns.current.find(({ file }) => file === uri.fsPath);
  if (running) throw new HumanError(`${running.title} runs already. Wait for its end, or cancel it.`);
  try {
    await runWithProgress(experimentRuns, { uri, ...(dry && { dry }) });
  } catch (error) {
    if (!(error instanceof NotRunnableError)) throw error;
    await showErrors(services, uri, error);
  }
};

/** Nothing was run: every problem in its place, and the way to the first. */
const showErrors = async (
  { experimentFiles, experimentDiagnostics }: Needs,
  uri: vscode.Uri,
  { message, problems }: NotRunnableError,
): Promise<void> => {
  await experimentFiles.readNow(uri);
  experimentDiagnostics.showFound(uri, { text: await readExperiment(uri), problems });
  const problem = worstOf(problems);
  if (problem) void offerPlace('error', message, { uri, problem }); // it may stay there as long as it likes
};

const openLastReport = async ({ experimentRuns, experimentFiles }: Needs, uri: vscode.Uri): Promise<void> => {
  await experimentFiles.readNow(uri);
  const title = experimentFiles.get(uri)?.parsed.experiment?.title;
  const last = await new LastRuns(experimentRuns).of(uri.fsPath, title);
  if (!last) throw new HumanError('It was never run here. Chaos: Run Experiment runs it.');
  await openReport(last);
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
