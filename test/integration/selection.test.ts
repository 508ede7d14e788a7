import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { Command, Setting } from '../../src/extension/contributions';
import { accepting } from './accepting';
import { activate, configure } from './lab';

const settingsOfWorkspace = (): Record<string, unknown> => {
  const configuration = vscode.workspace.getConfiguration();
  return Object.fromEntries(
    [Setting.engineKind, Setting.endpoint].map((id) => [id, configuration.inspect(id)?.workspaceValue]),
  );
};

const clearWorkspace = async (): Promise<void> => {
  for (const id of [Setting.engineKind, Setting.endpoint]) {
    await vscode.workspace.getConfiguration().update(id, undefined, vscode.ConfigurationTarget.Workspace);
  }
};

describe('Selecting an engine', () => {
  afterEach(clearWorkspace);

  it('is written for the workspace, and what counts anyway is not', async () => {
    const { engines } = await activate();
    await engines.selection.select('localstack');
    assert.deepEqual(settingsOfWorkspace(), {
      [Setting.engineKind]: 'localstack',
      [Setting.endpoint]: undefined,
    });
    await engines.selection.selectEndpoint('box:4566');
    assert.equal(settingsOfWorkspace()[Setting.endpoint], 'http://box:4566');
    await engines.selection.select('auto');
    assert.deepEqual(settingsOfWorkspace(), {
      [Setting.engineKind]: undefined,
      [Setting.endpoint]: undefined,
    });
  });

  it('overrides an endpoint that the user has set elsewhere', async () => {
    const { engines } = await activate();
    await configure(Setting.endpoint, 'http://box:4566');
    try {
      await engines.selection.select('embedded');
      assert.deepEqual(await engines.selection.choose(), { kind: 'embedded' });
    } finally {
      await configure(Setting.endpoint, undefined);
    }
  });

  it('by its command shows the selected one first', async () => {
    const { engines } = await activate();
    await engines.selection.select('embedded');
    await accepting(vscode.commands.executeCommand(Command.selectEngine));
    assert.equal(engines.selection.selected, 'embedded');
  });
});

describe('LocalStack without Docker', () => {
  const nowhere = 'unix:///nonexistent/docker.sock';

  beforeEach(async () => {
    await configure(Setting.engineKind, 'localstack');
    await configure(Setting.dockerHost, nowhere);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand(Command.stopEngine);
    await configure(Setting.engineKind, undefined);
    await configure(Setting.dockerHost, undefined);
  });

  it('is offered with the reason why it cannot start', async () => {
    const { engines } = await activate();
    const found = await engines.docker.look();
    assert.ok(!found.answers && /Docker/.test(found.reason), JSON.stringify(found));
  });

  it('says so when it is started, with the next step', async () => {
    const { engine, control } = await activate();
    await assert.rejects(control.start(), { name: 'DockerProblemError' });
    const { current } = engine;
    assert.equal(current.state, 'failed');
    assert.match(current.state === 'failed' ? current.reason : '', /Docker.*\. .+\./);
  });
});

describe('The LocalStack token', () => {
  const token = 'ls-integration-0123456789abcdef';

  it('is kept until it is removed, and is in no setting and no log', async () => {
    const { context, engines } = await activate();
    await engines.token.store(token);
    try {
      assert.deepEqual(await engines.token.read(), { token, source: 'stored' });
      await configure(Setting.engineKind, 'localstack');
      await configure(Setting.dockerHost, 'unix:///nonexistent/docker.sock');
      await vscode.commands.executeCommand(Command.startEngine);
      assert.deepEqual(await filesWith(token, dirname(context.logUri.fsPath)), []);
      assert.ok(!JSON.stringify(vscode.workspace.getConfiguration()).includes(token));
    } finally {
      await configure(Setting.engineKind, undefined);
      await configure(Setting.dockerHost, undefined);
      await engines.token.remove();
    }
    assert.equal(
      (await engines.token.read())?.source,
      engines.token.inEnvironment ? 'environment' : undefined,
    );
  });
});

/** The files under a folder that hold a text. */
const filesWith = async (text: string, folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  assert.ok(files.length > 0, `no log in ${folder}`);
  const found = await Promise.all(
    files.map(async (file) => ((await readFile(file)).includes(text) ? file : '')),
  );
  return found.filter(Boolean);
};
