import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/disposable';
import { EmbeddedEngine } from '../../core/engines/embeddedEngine';
import { ExternalEngine } from '../../core/engines/externalEngine';
import { refuseRealAws } from '../../core/engines/realAws';
import { normalizeEndpoint } from '../../core/http/normalizeEndpoint';
import { bundled } from '../bundled';
import { areaLog } from '../log';
import { askAboutEmulator } from '../questions';
import type { Settings } from '../settings';
import { writeSetting } from '../writeSetting';
import { ContainerLog } from './containerLog';
import { createLocalStack } from './createLocalStack';
import { DockerLookup } from './dockerLookup';
import { EngineControl } from './engineControl';
import { EngineSelection } from './engineSelection';
import { gatewayOf } from './gatewayOf';
import { LocalStackToken } from './localStackToken';
import { RecentEndpoints } from './recentEndpoints';
import { rememberedPort } from './rememberedPort';

/** What the engines of this window are made of, and chosen by. */
export interface Engines {
  readonly control: EngineControl;
  readonly selection: EngineSelection;
  readonly docker: DockerLookup;
  readonly token: LocalStackToken;
  readonly recent: RecentEndpoints;
  readonly containerLog: ContainerLog;
  /** Gives the origin. Throws a `HumanError` for what is no endpoint, and for AWS itself unless that is allowed. */
  readonly checkEndpoint: (endpoint: string) => string;
}

export interface EnginesOptions {
  readonly context: vscode.ExtensionContext;
  readonly channel: vscode.LogOutputChannel;
  readonly settings: Settings;
  /** Takes back the faults that this window has set. */
  readonly leave: () => Promise<void>;
}

/** Nothing is started, and nothing is looked for, before somebody asks. */
export const createEngines = (options: EnginesOptions): Engines & Disposable => {
  const { context, channel, settings } = options;
  const store = new DisposableStore();
  const docker = new DockerLookup({
    host: () => settings.dockerHost.value,
    log: areaLog(channel, 'docker'),
  });
  const token = new LocalStackToken(context.secrets);
  const log = areaLog(channel, 'engine');
  const selection = store.add(new EngineSelection({ settings, write: writeSetting, token, docker, log }));
  const checkEndpoint = (endpoint: string) => checked(endpoint, settings);
  const control = new EngineControl({
    choose: (signal) => selection.choose(signal),
    createEmbedded: (whenEmulator) => createEmbedded(options, whenEmulator),
    createLocalStack: () => createLocalStack({ ...options, docker, token }),
    createExternal: (endpoint) =>
      new ExternalEngine({ endpoint: checkEndpoint(endpoint), gateway: gatewayOf(options), log }),
    askAboutEmulator,
    leave: options.leave,
  });
  store.add(control.engine);
  return {
    control,
    selection,
    docker,
    token,
    recent: new RecentEndpoints(context.globalState),
    containerLog: store.add(new ContainerLog()),
    checkEndpoint,
    dispose: () => store.dispose(),
  };
};

const checked = (endpoint: string, { allowRealAws }: Settings): string => {
  const origin = normalizeEndpoint(endpoint);
  if (!allowRealAws.value) refuseRealAws(origin);
  return origin;
};

const createEmbedded = (
  { context, channel, settings }: EnginesOptions,
  whenEmulator: () => 'report' | 'avoid',
): EmbeddedEngine =>
  new EmbeddedEngine({
    enginePath: bundled(context, 'engine.js'),
    log: areaLog(channel, 'engine'),
    settings: () => ({
      port: {
        preferred: settings.enginePort.value,
        whenEmulator: whenEmulator(),
        ...rememberedPort(context),
      },
      ...dataDir(context, settings),
      ...(settings.regions.value[0] ? { region: settings.regions.value[0] } : {}),
    }),
  });

/** Kept beside the workspace's other state; windows without a folder would share theirs, so they keep none. */
const dataDir = ({ storageUri }: vscode.ExtensionContext, settings: Settings): { dataDir?: string } =>
  settings.keepState.value && storageUri ? { dataDir: vscode.Uri.joinPath(storageUri, 'engine').fsPath } : {};
