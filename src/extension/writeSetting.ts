import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { SettingId } from './contributions';

/** Sets it for the workspace; for the user where there is none, or where it is not trusted and would not count. */
export const writeSetting = async (id: SettingId, value: unknown): Promise<void> => {
  const { workspaceFolders, isTrusted } = vscode.workspace;
  const forWorkspace = isTrusted && workspaceFolders !== undefined && workspaceFolders.length > 0;
  const configuration = vscode.workspace.getConfiguration();
  const { globalValue, defaultValue } = configuration.inspect(id) ?? {};
  const otherwise = forWorkspace && globalValue !== undefined ? globalValue : defaultValue;
  await configuration.update(
    id,
    // What counts anyway need not be written.
    isDeepStrictEqual(value, otherwise) ? undefined : value,
    forWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  );
};
