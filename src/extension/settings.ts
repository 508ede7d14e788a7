import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Disposable } from '../core/disposable';
import type { Event } from '../core/event';
import { Setting, type SettingId, type SettingTypes } from './contributions';
import { settingChecks } from './settingChecks';

/** One setting. Its default stands in package.json, and is also what a value of a wrong kind counts as. */
export interface SettingValue<T> {
  readonly value: T;
  /** Nobody has set another. */
  readonly isDefault: boolean;
  readonly onDidChange: Event<T>;
}

const settingValue = <Id extends SettingId>(id: Id): SettingValue<SettingTypes[Id]> => ({
  get value() {
    const given = vscode.workspace.getConfiguration().get<unknown>(id);
    return settingChecks[id](given) ? (given as SettingTypes[Id]) : defaultOf(id);
  },
  get isDefault() {
    return isDeepStrictEqual(this.value, defaultOf(id));
  },
  onDidChange(listener): Disposable {
    return vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(id)) listener(this.value);
    });
  },
});

const defaultOf = <Id extends SettingId>(id: Id): SettingTypes[Id] =>
  vscode.workspace.getConfiguration().inspect<SettingTypes[Id]>(id)?.defaultValue as SettingTypes[Id];

export type Settings = {
  readonly [Name in keyof typeof Setting]: SettingValue<SettingTypes[(typeof Setting)[Name]]>;
};

export const readSettings = (): Settings => ({
  engineKind: settingValue(Setting.engineKind),
  enginePort: settingValue(Setting.enginePort),
  keepState: settingValue(Setting.keepState),
  endpoint: settingValue(Setting.endpoint),
  allowRealAws: settingValue(Setting.allowRealAws),
  gateway: settingValue(Setting.gateway),
  image: settingValue(Setting.image),
  containerName: settingValue(Setting.containerName),
  allowOtherPort: settingValue(Setting.allowOtherPort),
  containerEnvironment: settingValue(Setting.containerEnvironment),
  mountDockerSocket: settingValue(Setting.mountDockerSocket),
  startTimeoutSeconds: settingValue(Setting.startTimeoutSeconds),
  keepRunning: settingValue(Setting.keepRunning),
  dockerHost: settingValue(Setting.dockerHost),
  regions: settingValue(Setting.regions),
  probeIntervalMs: settingValue(Setting.probeIntervalMs),
  probeTimeoutMs: settingValue(Setting.probeTimeoutMs),
  faultMinutes: settingValue(Setting.faultMinutes),
  deployTerraform: settingValue(Setting.deployTerraform),
  deployServerless: settingValue(Setting.deployServerless),
  terraformPath: settingValue(Setting.terraformPath),
});
