import type * as vscode from 'vscode';
import { DisposableStore } from '../core/disposable';
import { registerDimmedRows } from '../views/dimmedRows';
import { registerEndpointsView } from '../views/endpoints/endpointsView';
import { registerExperimentDiagnostics } from '../views/experiments/editor/experimentDiagnostics';
import { registerExperimentLenses } from '../views/experiments/editor/experimentLenses';
import { registerRunningContext } from '../views/experiments/editor/runningContext';
import { registerReports } from '../views/experiments/report/registerReports';
import { registerExperimentsView } from '../views/experiments/view/experimentsView';
import { registerFaultsView } from '../views/faults/faultsView';
import { registerLabPanel } from '../views/labPanel/labPanels';
import { registerRecordings } from '../views/recording/recordings';
import { registerReplayEditor } from '../views/replay/replayEditor';
import { registerResponseDocuments } from '../views/response/responseDocuments';
import { registerActivity } from './activity';
import { registerCommands } from './commands';
import { registerContext } from './context';
import { registerDeployTasks } from './deploy/deployFeature';
import { registerEngineNews } from './engine/engineNews';
import { registerFollowSelection } from './engine/followSelection';
import { registerRememberedPort } from './engine/rememberedPort';
import { registerStartProgress } from './engine/startProgress';
import { createServices, type Services } from './services';
import { registerStatusBar } from './statusBar';

/** What tests see of the extension. */
export type ExtensionApi = Services;

const features = [
  registerContext,
  registerRememberedPort,
  registerEngineNews,
  registerStartProgress,
  registerFollowSelection,
  registerCommands,
  registerDeployTasks,
  registerEndpointsView,
  registerFaultsView,
  registerDimmedRows,
  registerLabPanel,
  registerRecordings,
  registerReplayEditor,
  registerResponseDocuments,
  registerExperimentDiagnostics,
  registerExperimentLenses,
  registerRunningContext,
  registerExperimentsView,
  registerReports,
  registerActivity,
  registerStatusBar,
];

let end: (() => Promise<void>) | undefined;

export const activate = (context: vscode.ExtensionContext): ExtensionApi => {
  const store = new DisposableStore();
  const services = createServices(context, store);
  for (const register of features) store.add(register(services));
  context.subscriptions.push(store);
  end = () => close(services);
  return services;
};

/** VS Code waits for this, if not for long: the faults go first, then what runs. */
export const deactivate = (): Promise<void> | undefined => end?.();

const close = async ({ faults, deployer, control, recorder, experimentRuns }: Services): Promise<void> => {
  await Promise.all([faults.close(), experimentRuns.close()]);
  await Promise.all([deployer.close(), control.close(), recorder.stop()]);
};
