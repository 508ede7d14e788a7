/**
 * Every id that package.json contributes, once. `contributions.test.ts` compares the two both ways; elsewhere an id
 * is never written as a string.
 */

export const Command = {
  startEngine: 'chaos.startEngine',
  stopEngine: 'chaos.stopEngine',
  restartEngine: 'chaos.restartEngine',
  selectEngine: 'chaos.selectEngine',
  attachEngine: 'chaos.attachEngine',
  useGateway: 'chaos.useGateway',
  setLocalStackToken: 'chaos.setLocalStackToken',
  removeContainer: 'chaos.removeContainer',
  deploy: 'chaos.deploy',
  destroy: 'chaos.destroy',
  refresh: 'chaos.refresh',
  sendRequest: 'chaos.sendRequest',
  sendAgain: 'chaos.sendAgain',
  copyUrl: 'chaos.copyUrl',
  openInBrowser: 'chaos.openInBrowser',
  addFault: 'chaos.addFault',
  injectRegionOutage: 'chaos.injectRegionOutage',
  setLatency: 'chaos.setLatency',
  openLab: 'chaos.openLab',
  startRecording: 'chaos.startRecording',
  stopRecording: 'chaos.stopRecording',
  openRecording: 'chaos.openRecording',
  exportReport: 'chaos.exportReport',
  exportExperiment: 'chaos.exportExperiment',
  newExperiment: 'chaos.newExperiment',
  runExperiment: 'chaos.runExperiment',
  dryRunExperiment: 'chaos.dryRunExperiment',
  validateExperiment: 'chaos.validateExperiment',
  cancelExperiment: 'chaos.cancelExperiment',
  openExperiment: 'chaos.openExperiment',
  openRun: 'chaos.openRun',
  deleteRun: 'chaos.deleteRun',
  compareRuns: 'chaos.compareRuns',
  exportRun: 'chaos.exportRun',
  runAgain: 'chaos.runAgain',
  openLastReport: 'chaos.openLastReport',
  haltAll: 'chaos.haltAll',
  setProbability: 'chaos.setProbability',
  setError: 'chaos.setError',
  setDuration: 'chaos.setDuration',
  adoptFault: 'chaos.adoptFault',
  clearFault: 'chaos.clearFault',
  clearForeignFaults: 'chaos.clearForeignFaults',
  showActions: 'chaos.showActions',
  showLog: 'chaos.showLog',
  showContainerLog: 'chaos.showContainerLog',
} as const;

export type CommandId = (typeof Command)[keyof typeof Command];

export const viewContainer = 'chaos';

export const View = {
  endpoints: 'chaos.endpoints',
  faults: 'chaos.faults',
  experiments: 'chaos.experiments',
} as const;

export type ViewId = (typeof View)[keyof typeof View];

/** The `viewItem` of a row, for menus. */
export const RowKind = {
  endpoint: 'endpoint',
  /** One that a browser can open: GET, and no Host header of its own. */
  browsableEndpoint: 'endpoint.browsable',
  region: 'region',
  api: 'api',
  /** A switch that is off. */
  scope: 'scope',
  /** A switch with a rule of ours. */
  activeScope: 'scope.active',
  /** A row that only groups switches. */
  scopeGroup: 'group',
  latency: 'latency',
  others: 'others',
  othersRule: 'othersRule',
  /** A switch, or the latency, that the engine has no use for. */
  unavailable: 'unavailable',
  /** What helps: a click runs its command. */
  step: 'step',
  /** A line that an engine printed before it ended. */
  printed: 'printed',
  /** The file of one. */
  experiment: 'experiment',
  /** One that runs, or waits to. */
  runningExperiment: 'experiment.running',
  /** A run of the past. */
  keptRun: 'keptRun',
  /** Runs of experiments that are not in the workspace. */
  otherRuns: 'otherRuns',
} as const;

export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** The settings and what their values are. */
export interface SettingTypes {
  'chaos.engine.kind': 'auto' | 'embedded' | 'localstack';
  'chaos.engine.port': number;
  'chaos.engine.keepState': boolean;
  'chaos.endpoint': string;
  'chaos.allowRealAws': boolean;
  'chaos.gateway': boolean;
  'chaos.localstack.image': string;
  'chaos.localstack.containerName': string;
  'chaos.localstack.allowOtherPort': boolean;
  'chaos.localstack.environment': Readonly<Record<string, string>>;
  'chaos.localstack.mountDockerSocket': boolean;
  'chaos.localstack.startTimeoutSeconds': number;
  'chaos.localstack.keepRunning': boolean;
  'chaos.docker.host': string;
  'chaos.regions': readonly string[];
  'chaos.probe.intervalMs': number;
  'chaos.probe.timeoutMs': number;
  'chaos.faults.durationMinutes': number;
  'chaos.deploy.terraform': string;
  'chaos.deploy.serverless': string;
  'chaos.terraform.path': string;
}

export type SettingId = keyof SettingTypes;

export const Setting = {
  engineKind: 'chaos.engine.kind',
  enginePort: 'chaos.engine.port',
  keepState: 'chaos.engine.keepState',
  endpoint: 'chaos.endpoint',
  allowRealAws: 'chaos.allowRealAws',
  gateway: 'chaos.gateway',
  image: 'chaos.localstack.image',
  containerName: 'chaos.localstack.containerName',
  allowOtherPort: 'chaos.localstack.allowOtherPort',
  containerEnvironment: 'chaos.localstack.environment',
  mountDockerSocket: 'chaos.localstack.mountDockerSocket',
  startTimeoutSeconds: 'chaos.localstack.startTimeoutSeconds',
  keepRunning: 'chaos.localstack.keepRunning',
  dockerHost: 'chaos.docker.host',
  regions: 'chaos.regions',
  probeIntervalMs: 'chaos.probe.intervalMs',
  probeTimeoutMs: 'chaos.probe.timeoutMs',
  faultMinutes: 'chaos.faults.durationMinutes',
  deployTerraform: 'chaos.deploy.terraform',
  deployServerless: 'chaos.deploy.serverless',
  terraformPath: 'chaos.terraform.path',
} as const satisfies Record<string, SettingId>;

/** Context keys for `when` and `enablement`, and what their values are. */
export interface ContextValues {
  'chaos.engine': 'stopped' | 'starting' | 'ready' | 'without-chaos' | 'failed';
  'chaos.task': 'none' | 'deploy' | 'destroy';
  'chaos.discovered': boolean;
  'chaos.hasEndpoints': boolean;
  'chaos.hasForeignFaults': boolean;
  'chaos.isRecording': boolean;
  /** Paths of the files. */
  'chaos.runningExperiments': readonly string[];
}

export type ContextKey = keyof ContextValues;

export const Context = {
  engine: 'chaos.engine',
  task: 'chaos.task',
  discovered: 'chaos.discovered',
  hasEndpoints: 'chaos.hasEndpoints',
  hasForeignFaults: 'chaos.hasForeignFaults',
  isRecording: 'chaos.isRecording',
  runningExperiments: 'chaos.runningExperiments',
} as const satisfies Record<string, ContextKey>;

export const taskType = 'chaos';

export const ProblemMatcher = {
  terraform: 'chaos-terraform',
  terraformResource: 'chaos-terraform-resource',
  serverless: 'chaos-serverless',
  serverlessVariables: 'chaos-serverless-variables',
} as const;

export const statusBarItem = 'status';

/** The view type of the lab panel. */
/** Of the Test Explorer: `@chaos.experiments:region` filters by tag. */
export const testControllerId = 'chaos.experiments';

export const labPanelType = 'chaos.lab';

/** The editor of recordings, and what their files are called. */
export const recordingEditor = 'chaos.recording';

export const recordingExtension = '.chaoslog';

/** The editor of kept runs, and the same for other journals, which is chosen by `Open With…`. */
export const journalEditor = 'chaos.journal';

export const otherJournalEditor = 'chaos.otherJournal';

/** The view type of two runs side by side. */
export const comparisonType = 'chaos.comparison';

/** Documents that show a response. */
export const responseScheme = 'chaos-response';

export const responseLanguage = 'chaos-response';

/** Resources of rows that are drawn grey; nothing can be opened there. */
export const dimmedScheme = 'chaos-dimmed';

/**
 * Beyond what VS Code derives from commands, views and task types: experiments in the workspace, and panels to be brought
 * back after a reload. The extension costs nothing until it is used.
 */
export const activationEvents: readonly string[] = [
  'workspaceContains:**/*.chaos.{yaml,yml,json}',
  `onWebviewPanel:${labPanelType}`,
  `onWebviewPanel:${comparisonType}`,
];
