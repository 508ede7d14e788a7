import * as vscode from 'vscode';
import type { Disposable } from '../core/disposable';
import type { Event } from '../core/event';
import { Setting, type SettingId, type SettingTypes } from './contributions';
import { settingChecks } from './settingChecks';

/** One setting. Its default stands in package.json, and is also what a value of a wrong kind counts as. */
export interface SettingValue<T> {
  readonly value: T;
  readonly onDidChange: Event<T>;
}

const settingValue = <Id extends SettingId>(id: Id): SettingValue<SettingTypes[Id]> => ({
  get value() {
    const configuration = vscode.workspace.getConfiguration();
    const given = configuration.get<unknown>(id);
    if (settingChecks[id](given)) return given as SettingTypes[Id];
    return configuration.inspect<SettingTypes[Id]>(id)?.defaultValue as SettingTypes[Id];
  },
  onDidChange(listener): Disposable {
    return vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(id)) listener(this.value);
    });
  },
});

export type Settings = {
  readonly [Name in keyof typeof Setting]: SettingValue<SettingTypes[(typeof Setting)[Name]]>;
};

export const readSettings = (): Settings => ({
  enginePort: settingValue(Setting.enginePort),
  keepState: settingValue(Setting.keepState),
  regions: settingValue(Setting.regions),
  probeIntervalMs: settingValue(Setting.probeIntervalMs),
  probeTimeoutMs: settingValue(Setting.probeTimeoutMs),
  faultMinutes: settingValue(Setting.faultMinutes),
  deployTerraform: settingValue(Setting.deployTerraform),
  deployServerless: settingValue(Setting.deployServerless),
  terraformPath: settingValue(Setting.terraformPath),
});
