import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { endpointOf } from '../../src/core/engines/engine';
import { Command, Setting, type SettingId } from '../../src/extension/contributions';
import type { ExtensionApi } from '../../src/extension/extension';

/** The extension as VS Code runs it. */
export const activate = async (): Promise<ExtensionApi> => {
  const extension = vscode.extensions.getExtension<ExtensionApi>('chaos-lab.chaos-lab');
  assert.ok(extension);
  return extension.activate();
};

/** The embedded engine, whatever this machine has, on a port of its own. */
export const configureEmbedded = async (): Promise<void> => {
  await configure(Setting.engineKind, 'embedded');
  await configure(Setting.enginePort, 0);
};

export const unconfigureEmbedded = async (): Promise<void> => {
  await configure(Setting.engineKind, undefined);
  await configure(Setting.enginePort, undefined);
};

/** Hands out the extension with its engine running, by the commands a person uses; stops the engine afterwards. */
export const withRunningEngine = async <T>(
  use: (lab: ExtensionApi, endpoint: string) => Promise<T>,
): Promise<T> => {
  const lab = await activate();
  await configureEmbedded();
  await vscode.commands.executeCommand(Command.startEngine);
  try {
    const endpoint = endpointOf(lab.engine.current);
    assert.ok(endpoint, JSON.stringify(lab.engine.current));
    return await use(lab, endpoint);
  } finally {
    await vscode.commands.executeCommand(Command.stopEngine);
    await unconfigureEmbedded();
  }
};

export const configure = (id: SettingId, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);

/** The rules that the engine holds, as any client sees them. */
export const rulesAt = async (endpoint: string): Promise<Record<string, unknown>[]> =>
  (await (await fetch(`${endpoint}/_localstack/chaos/faults`)).json()) as Record<string, unknown>[];

export const addRule = async (endpoint: string, rule: object): Promise<void> => {
  const body = JSON.stringify([rule]);
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${endpoint}/_localstack/chaos/faults`, { method: 'PATCH', headers, body });
  assert.equal(status, 200);
};
