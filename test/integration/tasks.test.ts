import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { Command, taskType } from '../../src/extension/contributions';
import { requires } from '../support/requires';
import { activate, configureEmbedded, unconfigureEmbedded } from './lab';

/** The end of a task over one region, and its exit code. */
const runToItsEnd = (task: vscode.Task): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const ending = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      ending.dispose();
      resolve(exitCode);
    });
    vscode.tasks.executeTask(task).then(undefined, reject);
  });

const workspace = (): string => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return folder.uri.fsPath;
};

/** Puts files into the workspace, and takes them away afterwards. */
const withFiles = async (
  files: Readonly<Record<string, string>>,
  use: () => Promise<void>,
): Promise<void> => {
  const root = workspace();
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    await use();
  } finally {
    const tops = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? '')), '.chaos'];
    for (const top of tops) await rm(join(root, top), { recursive: true, force: true });
  }
};

/** Waits until VS Code lists a problem in a file. */
const problemsIn = async (path: string): Promise<readonly vscode.Diagnostic[]> => {
  const uri = vscode.Uri.file(join(workspace(), path));
  const now = vscode.languages.getDiagnostics(uri);
  if (now.length > 0) return now;
  return new Promise((resolve) => {
    const listening = vscode.languages.onDidChangeDiagnostics(() => {
      const found = vscode.languages.getDiagnostics(uri);
      if (found.length === 0) return;
      listening.dispose();
      resolve(found);
    });
  });
};

const taskOf = async (command: string, region: string | undefined): Promise<vscode.Task> => {
  const tasks = await vscode.tasks.fetchTasks({ type: taskType });
  const task = tasks.find(({ definition }) => definition.command === command && definition.region === region);
  assert.ok(task);
  return task;
};

describe('Chaos tasks', function () {
  this.timeout(60_000);

  before(async () => {
    await activate();
    await configureEmbedded();
  });

  after(async () => {
    await vscode.commands.executeCommand(Command.stopEngine);
    await unconfigureEmbedded();
  });

  it('are offered for all regions and for each', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: taskType });
    assert.deepEqual(tasks.map(({ name }) => name).sort(), [
      'deploy',
      'deploy us-east-1',
      'deploy us-west-2',
      'destroy',
      'destroy us-east-1',
      'destroy us-west-2',
    ]);
  });

  it('start the engine, and put what Terraform refuses into the problem list, at its line', async function () {
    await requires(this, 'terraform');
    const broken = 'terraform {}\n\nresource "null_resource" {\n}\n';
    await withFiles({ 'terraform/main.tf': broken }, async () => {
      const lab = await activate();
      const [exitCode, [problem]] = await Promise.all([
        runToItsEnd(await taskOf('deploy', 'us-east-1')),
        problemsIn('terraform/main.tf'),
      ]);
      assert.equal(exitCode, 1);
      assert.equal(lab.engine.current.state, 'ready');
      assert.match(problem?.message ?? '', /Missing name for resource/);
      assert.deepEqual([problem?.range.start.line, problem?.severity], [2, vscode.DiagnosticSeverity.Error]);
    });
  });

  it('end with 0 when there is nothing to destroy', async () => {
    await withFiles({ 'terraform/main.tf': 'terraform {}\n' }, async () => {
      assert.equal(await runToItsEnd(await taskOf('destroy', undefined)), 0);
    });
  });

  it('refuse a second run while one is under way', async () => {
    const { deployer } = await activate();
    await withFiles({ 'terraform/main.tf': 'terraform {}\n' }, async () => {
      const first = deployer.begin('deploy');
      await assert.rejects(deployer.begin('deploy'), /A deployment is under way already/);
      const run = await first;
      run?.cancel();
      await run?.done.catch(() => {}); // cancelled, wherever it was
    });
  });
});
