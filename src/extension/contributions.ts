/**
 * Every id that package.json contributes, once. `contributions.test.ts` compares the two both ways; elsewhere an id
 * is never written as a string.
 */

export const Command = {
  startEngine: 'chaos.startEngine',
  stopEngine: 'chaos.stopEngine',
  attachEngine: 'chaos.attachEngine',
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
  haltAll: 'chaos.haltAll',
  setProbability: 'chaos.setProbability',
  setError: 'chaos.setError',
  setDuration: 'chaos.setDuration',
  adoptFault: 'chaos.adoptFault',
  clearFault: 'chaos.clearFault',
  clearForeignFaults: 'chaos.clearForeignFaults',
  showActions: 'chaos.showActions',
  showLog: 'chaos.showLog',
} as const;

export type CommandId = (typeof Command)[keyof typeof Command];

export const viewContainer = 'chaos';

export const View = { endpoints: 'chaos.endpoints', faults: 'chaos.faults' } as const;

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
} as const;

export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** The settings and what their values are. */
export interface SettingTypes {
  'chaos.engine.port': number;
  'chaos.engine.keepState': boolean;
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
  enginePort: 'chaos.engine.port',
  keepState: 'chaos.engine.keepState',
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
}

export type ContextKey = keyof ContextValues;

export const Context = {
  engine: 'chaos.engine',
  task: 'chaos.task',
  discovered: 'chaos.discovered',
  hasEndpoints: 'chaos.hasEndpoints',
  hasForeignFaults: 'chaos.hasForeignFaults',
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
export const labPanelType = 'chaos.lab';

/** Documents that show a response. */
export const responseScheme = 'chaos-response';

export const responseLanguage = 'chaos-response';

/**
 * Beyond what VS Code derives from commands, views and task types: only a lab panel to be brought back after a
 * reload. The extension costs nothing until it is used.
 */
export const activationEvents: readonly string[] = [`onWebviewPanel:${labPanelType}`];
