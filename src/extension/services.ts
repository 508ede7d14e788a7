import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { resolveApplication } from '../core/deploy/resolveApplication';
import type { DisposableStore } from '../core/disposable';
import { EndpointsService } from '../core/endpoints/endpointsService';
import { probe } from '../core/endpoints/probe';
import { EmbeddedEngine } from '../core/engines/embeddedEngine';
import type { Engine } from '../core/engines/engine';
import { ExternalEngine } from '../core/engines/externalEngine';
import { FaultsService } from '../core/faults/faultsService';
import { EventStream } from '../core/lab/events/eventStream';
import { LabService } from '../core/lab/labService';
import { LoadService } from '../core/lab/load/loadService';
import { Audience } from '../views/audience';
import { FaultSwitches } from '../views/faults/faultSwitches';
import { LabPanels } from '../views/labPanel/labPanels';
import { ResponseDocuments } from '../views/response/responseDocuments';
import { Deployer } from './deploy/deployer';
import { DeployTasks } from './deploy/deployTasks';
import { EngineControl } from './engine/engineControl';
import { rememberedPort } from './engine/rememberedPort';
import { ErrorReporter } from './errors';
import { areaLog } from './log';
import { askAboutEmulator, askFallback } from './questions';
import { readSettings, type Settings } from './settings';

/** What the features are made of. Each takes only what it names. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly channel: vscode.LogOutputChannel;
  readonly settings: Settings;
  readonly errors: ErrorReporter;
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
  /** Whether anybody watches. */
  readonly audience: Audience;
}

/** Builds the services; they live until the store is disposed of. Nothing is started. */
export const createServices = (context: vscode.ExtensionContext, store: DisposableStore): Services => {
  const channel = store.add(vscode.window.createOutputChannel('Chaos Lab', { log: true }));
  const settings = readSettings();
  const errors = new ErrorReporter(areaLog(channel, 'lab'), () => channel.show(true));
  const control = createControl(context, channel, settings, () => faults);
  const engine = store.add(control.engine);
  const faults: FaultsService = store.add(
    new FaultsService({ engine, owner: ownerOf(context), log: areaLog(channel, 'faults') }),
  );
  const switches = store.add(new FaultSwitches({ faults, durationMs: () => faultDuration(settings) }));
  const endpoints = store.add(createEndpoints(engine, settings, channel));
  const deployer = createDeployer(context, channel, settings, control);
  const deployTasks = new DeployTasks({ deployer, endpoints, errors, settings });
  const audience = store.add(new Audience());
  const labEvents = store.add(new EventStream({ engine, log: areaLog(channel, 'events') }));
  const load = store.add(new LoadService({ engine, endpoints, faults, log: areaLog(channel, 'load') }));
  const lab = store.add(new LabService({ engine, endpoints, faults, events: labEvents, load }));
  const labPanels: LabPanels = store.add(new LabPanels(() => services));
  const services: Services = {
    context,
    channel,
    settings,
    errors,
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
  };
  return services;
};

const createControl = (
  context: vscode.ExtensionContext,
  channel: vscode.LogOutputChannel,
  settings: Settings,
  faults: () => FaultsService,
): EngineControl => {
  const log = areaLog(channel, 'engine');
  return new EngineControl({
    createEmbedded: (whenEmulator) =>
      new EmbeddedEngine({
        enginePath: vscode.Uri.joinPath(context.extensionUri, 'dist', 'engine.js').fsPath,
        log,
        settings: () => ({
          port: {
            preferred: settings.enginePort.value,
            whenEmulator: whenEmulator(),
            ...rememberedPort(context),
          },
          ...dataDir(context, settings),
          ...(settings.regions.value[0] ? { region: settings.regions.value[0] } : {}),
        }),
      }),
    createExternal: (endpoint) => new ExternalEngine({ endpoint, log }),
    askAboutEmulator,
    leave: () => takeBackOurs(faults()),
  });
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

const createDeployer = (
  context: vscode.ExtensionContext,
  channel: vscode.LogOutputChannel,
  settings: Settings,
  control: EngineControl,
): Deployer =>
  new Deployer({
    startEngine: () => control.start(),
    findApplication: async () => {
      const currentDir = await workingFolder(context);
      return resolveApplication({
        currentDir,
        bundledSample: vscode.Uri.joinPath(context.extensionUri, 'sample-app').fsPath,
        terraformDir: settings.deployTerraform.value || undefined,
        serverlessDir: settings.deployServerless.value || undefined,
      });
    },
    regions: () => settings.regions.value,
    workspaceFolder: () => localFolder()?.uri.fsPath,
    terraformPath: () => settings.terraformPath.value || undefined,
    askFallback,
    log: areaLog(channel, 'deploy'),
  });

/** The workspace's own folder; without one, a folder of the extension's, so that the sample can be tried at once. */
const workingFolder = async ({ globalStorageUri }: vscode.ExtensionContext): Promise<string> => {
  const folder = localFolder();
  if (folder) return folder.uri.fsPath;
  await mkdir(globalStorageUri.fsPath, { recursive: true });
  return globalStorageUri.fsPath;
};

const localFolder = () => vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');

/** Kept beside the workspace's other state; windows without a folder would share theirs, so they keep none. */
const dataDir = ({ storageUri }: vscode.ExtensionContext, settings: Settings): { dataDir?: string } =>
  settings.keepState.value && storageUri ? { dataDir: vscode.Uri.joinPath(storageUri, 'engine').fsPath } : {};

const ownerKey = 'owner';

/** The same for a workspace's lifetime, so that it finds its own rules again. */
const ownerOf = ({ workspaceState }: vscode.ExtensionContext): string => {
  const owner = workspaceState.get<string>(ownerKey) ?? `vscode-${randomUUID().slice(0, 8)}`;
  void workspaceState.update(ownerKey, owner);
  return owner;
};

const faultDuration = ({ faultMinutes }: Settings): number | undefined =>
  faultMinutes.value > 0 ? faultMinutes.value * 60_000 : undefined;

const takeBackOurs = async (faults: FaultsService): Promise<void> => {
  for (const { owner, rule } of faults.current.rules) if (owner === 'ours') await faults.remove(rule);
};
