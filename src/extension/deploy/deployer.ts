import { deployApplication } from '../../core/deploy/deployApplication';
import type { Application } from '../../core/deploy/deployment';
import { DeployRecord } from '../../core/deploy/deployRecord';
import type { DeployReport } from '../../core/deploy/deployReport';
import { destroyApplication } from '../../core/deploy/destroyApplication';
import { findTools } from '../../core/deploy/findTools';
import type { ToolLine } from '../../core/deploy/regionWork';
import { HumanError } from '../../core/errors';
import { Tracker } from '../../core/event';
import type { Log } from '../../core/log';
import { type DeployAction, DeployRun, type RunReporting } from './deployRun';
import { placeInWorkspace } from './placeInWorkspace';

export interface DeployerOptions {
  /** The origin of an engine that runs; undefined when the person was asked and turned away. */
  readonly startEngine: () => Promise<string | undefined>;
  readonly findApplication: () => Promise<Application>;
  readonly regions: () => readonly string[];
  /** What file names in problems are relative to; absolute when there is none. */
  readonly workspaceFolder: () => string | undefined;
  readonly terraformPath: () => string | undefined;
  /** Terraform cannot be used, for this reason: may Serverless deploy the same alone? */
  readonly askFallback: (reason: string) => Promise<boolean>;
  readonly log: Log;
}

/** Deploys and destroys the application of this window, one run at a time. */
export class Deployer {
  private readonly runs = new Tracker<DeployRun | undefined>(undefined);
  private beginning = false;

  /** The run that is under way. */
  readonly onDidChange = this.runs.onDidChange;

  constructor(private readonly options: DeployerOptions) {}

  get current(): DeployRun | undefined {
    return this.runs.current;
  }

  /**
   * Begins a run over all regions, or only over `only`. Undefined when there is nothing to do, or the person turned
   * away. Rejects with a `HumanError` when one is under way, or no engine can be started.
   */
  async begin(action: DeployAction, only?: string): Promise<DeployRun | undefined> {
    if (this.beginning || this.current) throw busy(this.current);
    this.beginning = true;
    try {
      const endpoint = await this.options.startEngine();
      if (endpoint === undefined) return undefined;
      const application = await this.options.findApplication();
      const regions = only ? [only] : await this.regionsOf(action, application);
      return regions.length === 0 ? undefined : this.run(action, application, endpoint, regions);
    } finally {
      this.beginning = false;
    }
  }

  /** The run that is under way when it is this one, else a new one over this region. */
  async join(action: DeployAction, region: string): Promise<DeployRun> {
    const { current } = this;
    if (current?.action === action && current.regions.includes(region)) return current;
    const run = await this.begin(action, region);
    if (run) return run;
    throw new HumanError('Nothing was done: the engine was not started.');
  }

  /** Asks a run that is under way to end, and waits for it. */
  async close(): Promise<void> {
    this.current?.cancel();
    await this.current?.done.catch(() => {}); // whoever began it is told
  }

  private run(
    action: DeployAction,
    application: Application,
    endpoint: string,
    regions: readonly string[],
  ): DeployRun {
    const work = (reporting: RunReporting) =>
      this.work(action, { application, endpoint, regions }, reporting);
    const run = new DeployRun({ action, regions, work });
    this.runs.set(run);
    const ended = () => this.runs.set(undefined);
    run.done.then(ended, ended);
    return run;
  }

  private async work(
    action: DeployAction,
    target: {
      readonly application: Application;
      readonly endpoint: string;
      readonly regions: readonly string[];
    },
    reporting: RunReporting,
  ): Promise<DeployReport> {
    const { application } = target;
    reporting.onNote(`Application: ${application.dir}`);
    reporting.onNote(`Engine: ${target.endpoint}`);
    const { onNote, onStep } = reporting;
    const onLine = (line: ToolLine) =>
      reporting.onLine({
        ...line,
        text: placeInWorkspace(line, application, this.options.workspaceFolder()),
      });
    const { signal, killSignal } = reporting;
    const terraformPath = this.options.terraformPath();
    const tools = await findTools(application, { terraformPath, onLine: onNote, signal, killSignal });
    for (const tool of Object.values(tools)) onNote(`${tool.name} ${tool.version}`);
    onNote('');
    const report =
      action === 'destroy'
        ? await destroyApplication({ ...target, tools, onLine, onStep, signal, killSignal })
        : await deployApplication({
            ...target,
            ...(this.options.regions()[0] ? { domainRegion: this.options.regions()[0] } : {}),
            tools,
            onLine,
            onStep,
            signal,
            killSignal,
            onFallback: this.options.askFallback,
          });
    for (const { region, unexpected } of report.regions) {
      if (unexpected !== undefined) this.options.log.error(`Could not ${action} in ${region}`, unexpected);
    }
    return report;
  }

  private async regionsOf(action: DeployAction, application: Application): Promise<readonly string[]> {
    if (action === 'deploy') return this.options.regions();
    return (await DeployRecord.open(application.dir)).regions;
  }
}

const busy = (run: DeployRun | undefined) =>
  new HumanError(
    `${run?.action === 'destroy' ? 'A destruction' : 'A deployment'} is under way already. Wait until it has ended, or cancel it.`,
  );
