import * as vscode from 'vscode';
import { engineSteps } from '../../views/engineSteps';
import { taskType } from '../contributions';
import type { Services } from '../services';
import { type ChaosTaskDefinition, chaosTask } from './chaosTask';
import type { DeployAction, DeployRun } from './deployRun';
import { DeployTerminal } from './deployTerminal';
import { runSummary, runTitle, stepsLine } from './deployText';
import { LaunchTerminal } from './launchTerminal';

type Needs = Pick<Services, 'deployer' | 'endpoints' | 'engine' | 'errors' | 'settings'>;

/** Runs deployments as tasks: those of the commands, of the task provider and of tasks.json. */
export class DeployTasks {
  constructor(private readonly services: Needs) {}

  /** What the commands do. Resolves when the run has ended; a person has been told of the outcome by then. */
  async launch(action: DeployAction): Promise<void> {
    const { deployer, engine, errors } = this.services;
    const work = async () => {
      const run = await deployer.begin(action);
      if (run) await this.show(run);
      else if (action === 'destroy') this.tellNothingToDestroy();
    };
    // The engine may be what failed.
    await errors.attempt(action, work, () => engineSteps(engine.current, engine.kind));
  }

  /** Tasks to choose from: all regions, and each. */
  offered(): vscode.Task[] {
    const regions = [undefined, ...this.services.settings.regions.value];
    return (['deploy', 'destroy'] as const).flatMap((command) =>
      regions.map((region) => this.task({ type: taskType, command, ...(region ? { region } : {}) })),
    );
  }

  task(
    definition: ChaosTaskDefinition,
    scope: vscode.WorkspaceFolder | vscode.TaskScope = taskScope(),
  ): vscode.Task {
    return chaosTask(definition, scope, ({ command, region }) =>
      region === undefined
        ? new LaunchTerminal(() => this.launchInBackground(command))
        : new DeployTerminal(region, () => this.services.deployer.join(command, region)),
    );
  }

  private async launchInBackground(action: DeployAction): Promise<DeployRun | undefined> {
    const run = await this.services.deployer.begin(action);
    if (run) void this.services.errors.attempt(action, () => this.show(run));
    return run;
  }

  private async show(run: DeployRun): Promise<void> {
    await Promise.all(run.regions.map((region) => this.openTerminal(run, region)));
    await withProgress(run);
    const report = await run.done;
    await this.services.endpoints.refresh();
    tell(runSummary(run.action, report));
  }

  /** The task's first terminal shows this run, which may have ended by then; when it is run again, a new one. */
  private async openTerminal(run: DeployRun, region: string): Promise<void> {
    const definition: ChaosTaskDefinition = { type: taskType, command: run.action, region };
    let first: DeployRun | undefined = run;
    const join = async () => {
      const joined = first ?? (await this.services.deployer.join(run.action, region));
      first = undefined;
      return joined;
    };
    await vscode.tasks.executeTask(
      chaosTask(definition, taskScope(), () => new DeployTerminal(region, join)),
    );
  }

  private tellNothingToDestroy(): void {
    tell(runSummary('destroy', { tools: {}, regions: [] }));
  }
}

export const taskScope = (): vscode.WorkspaceFolder | vscode.TaskScope =>
  vscode.workspace.workspaceFolders?.[0] ?? vscode.TaskScope.Global;

/** Resolves when the run has ended, however. */
const withProgress = (run: DeployRun): Thenable<void> =>
  vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: runTitle(run.action, run.regions),
      cancellable: true,
    },
    async (progress, token) => {
      const cancelling = token.onCancellationRequested(() => run.cancel());
      const following = run.steps.onDidChange((steps) => progress.report({ message: stepsLine(steps) }));
      await run.done.catch(() => {}); // told by who waits for the run itself
      following.dispose();
      cancelling.dispose();
    },
  );

const tell = ({ kind, text }: ReturnType<typeof runSummary>): void => {
  if (kind === 'error') void vscode.window.showErrorMessage(text);
  else if (kind === 'warning') void vscode.window.showWarningMessage(text);
  else void vscode.window.showInformationMessage(text);
};
