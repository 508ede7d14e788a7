import * as vscode from 'vscode';
import type { DisposableStore } from '../core/disposable';
import { EndpointsService } from '../core/endpoints/endpointsService';
import { probe } from '../core/endpoints/probe';
import type { Engine } from '../core/engines/engine';
import type { ExperimentRuns } from '../core/experiments/runs/experimentRuns';
import { FaultsService } from '../core/faults/faultsService';
import { EventStream } from '../core/lab/events/eventStream';
import { LabService } from '../core/lab/labService';
import { LoadService } from '../core/lab/load/loadService';
import { Recorder } from '../core/lab/recording/recorder';
import { Audience } from '../views/audience';
import { Comparisons } from '../views/experiments/compare/comparisons';
import { ExperimentDiagnostics } from '../views/experiments/editor/experimentDiagnostics';
import { ExperimentFiles } from '../views/experiments/experimentFiles';
import { ReportEditors } from '../views/experiments/report/reportEditors';
import { ExperimentTests } from '../views/experiments/tests/experimentTests';
import type { ExperimentTarget } from '../views/experiments/view/experimentTarget';
import type { KeptRuns } from '../views/experiments/view/keptRuns';
import { FaultSwitches } from '../views/faults/faultSwitches';
import { LabPanels } from '../views/labPanel/labPanels';
import { Recordings } from '../views/recording/recordings';
import { ResponseDocuments } from '../views/response/responseDocuments';
import { RowTree } from '../views/rowTree';
import { bundled } from './bundled';
import { createDeployer } from './deploy/createDeployer';
import type { Deployer } from './deploy/deployer';
import { DeployTasks } from './deploy/deployTasks';
import { createEngines, type Engines } from './engine/createEngines';
import type { EngineControl } from './engine/engineControl';
import { ownerOf } from './engine/owner';
import { ErrorReporter } from './errors';
import { createExperimentRuns } from './experiments/createExperiments';
import { createKeptRuns } from './experiments/createKeptRuns';
import { areaLog } from './log';
import { readSettings, type Settings } from './settings';

/** What the features are made of. Each takes only what it names. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly channel: vscode.LogOutputChannel;
  readonly settings: Settings;
  readonly errors: ErrorReporter;
  readonly engines: Engines;
  readonly control: EngineControl;
  readonly engine: Engine;
  readonly faults: FaultsService;
  readonly switches: FaultSwitches;
  readonly endpoints: EndpointsService;
  readonly deployer: Deployer;
  readonly deployTasks: DeployTasks;
  readonly responses: ResponseDocuments;
  readonly lab: LabService;
  readonly load: LoadService;
  readonly labEvents: EventStream;
  readonly labPanels: LabPanels;
  readonly recorder: Recorder;
  readonly recordings: Recordings;
  readonly experimentFiles: ExperimentFiles;
  readonly experimentDiagnostics: ExperimentDiagnostics;
  readonly experimentRuns: ExperimentRuns;
  readonly experimentTests: ExperimentTests;
  readonly keptRuns: KeptRuns;
  readonly experimentTree: RowTree<ExperimentTarget>;
  readonly reports: ReportEditors;
  readonly comparisons: Comparisons;
  /** Whether anybody watches. */
  readonly audience: Audience;
}

/** Builds the services; they live until the store is disposed of. Nothing is started. */
export const createServices = (context: vscode.ExtensionContext, store: DisposableStore): Services => {
  const channel = store.add(vscode.window.createOutputChannel('Chaos Lab', { log: true }));
  const settings = readSettings(store);
  const errors = new ErrorReporter(areaLog(channel, 'lab'), () => channel.show(true));
  // An engine that does not answer is let go all the same.
  const leave = async () => {
    await errors.attempt('take the faults back', () => faults.leaveEngine());
  };
  const engines = store.add(createEngines({ context, channel, settings, leave }));
  const { control } = engines;
  const { engine } = control;
  const owner = ownerOf(context);
  const faults: FaultsService = store.add(
    new FaultsService({
      engine,
      owner,
      guard: { guardPath: bundled(context, 'guard.js') },
      log: areaLog(channel, 'faults'),
    }),
  );
  const switches = store.add(new FaultSwitches({ faults, durationMs: () => faultDuration(settings) }));
  const endpoints = store.add(createEndpoints(engine, settings, channel));
  const deployer = createDeployer({ context, channel, settings, control });
  const deployTasks = new DeployTasks({ deployer, endpoints, engine, errors, settings });
  const labEvents = store.add(new EventStream({ engine, log: areaLog(channel, 'events') }));
  const load = store.add(new LoadService({ engine, endpoints, faults, log: areaLog(channel, 'load') }));
  const lab = store.add(new LabService({ engine, endpoints, faults, events: labEvents, load }));
  const audience = store.add(new Audience());
  const product = `Chaos Lab ${context.extension.packageJSON.version}`;
  const recorder = store.add(new Recorder({ lab, engine, endpoints, faults, product, owner }));
  const folder = vscode.Uri.joinPath(context.globalStorageUri, 'recordings').fsPath;
  const experimentFiles = store.add(new ExperimentFiles(areaLog(channel, 'experiments')));
  const experimentRuns = store.add(createExperimentRuns({ context, channel, control }));
  const labPanels: LabPanels = store.add(new LabPanels(() => services));
  const services: Services = {
    context,
    channel,
    settings,
    errors,
    engines,
    control,
    engine,
    faults,
    switches,
    endpoints,
    deployer,
    deployTasks,
    responses: store.add(new ResponseDocuments(faults)),
    audience,
    lab,
    load,
    labEvents,
    labPanels,
    recorder,
    recordings: store.add(new Recordings({ recorder, audience, folder })),
    experimentFiles,
    experimentDiagnostics: store.add(new ExperimentDiagnostics(experimentFiles)),
    experimentRuns,
    experimentTests: store.add(new ExperimentTests({ experimentFiles, experimentRuns })),
    keptRuns: store.add(createKeptRuns({ channel, experimentFiles, experimentRuns })),
    experimentTree: store.add(new RowTree()),
    reports: new ReportEditors(),
    comparisons: store.add(new Comparisons()),
  };
  return services;
};

const createEndpoints = (
  engine: Engine,
  settings: Settings,
  channel: vscode.LogOutputChannel,
): EndpointsService =>
  new EndpointsService({
    engine,
    regions: () => settings.regions.value,
    probeIntervalMs: () => settings.probeIntervalMs.value,
    probe: (endpoint, signal, onAnswer) =>
      probe(endpoint, { signal, onAnswer, timeoutMs: settings.probeTimeoutMs.value }),
    log: areaLog(channel, 'endpoints'),
  });

const faultDuration = ({ faultMinutes }: Settings): number | undefined =>
  faultMinutes.value > 0 ? faultMinutes.value * 60_000 : undefined;
