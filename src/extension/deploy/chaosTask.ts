import * as vscode from 'vscode';
import { ProblemMatcher, taskType } from '../contributions';
import type { DeployAction } from './deployRun';

/** What stands in tasks.json: `{ "type": "chaos", "command": "deploy", "region": "us-east-1" }`. */
export interface ChaosTaskDefinition extends vscode.TaskDefinition {
  readonly type: typeof taskType;
  readonly command: DeployAction;
  /** All regions, side by side, when absent. */
  readonly region?: string;
}

const allMatchers = Object.values(ProblemMatcher).map((name) => `$${name}`);

/** A task as VS Code runs it. */
export const chaosTask = (
  definition: ChaosTaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope,
  open: (definition: ChaosTaskDefinition) => vscode.Pseudoterminal,
): vscode.Task => {
  const name = [definition.command, definition.region].filter(Boolean).join(' ');
  const execution = new vscode.CustomExecution(async () => open(definition));
  // They name files relative to the workspace folder: without one VS Code could not even begin.
  const matchers = vscode.workspace.workspaceFolders ? allMatchers : [];
  const task = new vscode.Task(definition, scope, name, taskType, execution, matchers);
  task.detail = detail(definition);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: false,
    clear: true,
    showReuseMessage: false,
  };
  return task;
};

/** Undefined for what only looks like one: tasks.json may hold anything. */
export const asChaosTask = ({
  type,
  command,
  region,
}: vscode.TaskDefinition): ChaosTaskDefinition | undefined => {
  if (type !== taskType || (command !== 'deploy' && command !== 'destroy')) return undefined;
  return { type, command, ...(typeof region === 'string' && region !== '' ? { region } : {}) };
};

const detail = ({ command, region }: ChaosTaskDefinition): string => {
  const where = region ?? 'all regions, side by side';
  return command === 'deploy'
    ? `Deploy the application to ${where}`
    : `Destroy what was deployed in ${where}`;
};
