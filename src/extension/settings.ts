import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Disposable, DisposableStore } from '../core/disposable';
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

const settingValue = <Id extends SettingId>(
  id: Id,
  configuration: () => vscode.WorkspaceConfiguration,
): SettingValue<SettingTypes[Id]> => {
  const read = (from: vscode.WorkspaceConfiguration) => {
    const given = from.get<unknown>(id);
    return settingChecks[id](given) ? (given as SettingTypes[Id]) : defaultOf(id);
  };
  let known: { readonly from: vscode.WorkspaceConfiguration; readonly value: SettingTypes[Id] } | undefined;
  return {
    /** Read once of each configuration: each probe asks, and a look into VS Code's is a walk through proxies. */
    get value() {
      const from = configuration();
      if (known?.from !== from) known = { from, value: read(from) };
      return known.value;
    },
    get isDefault() {
      return isDeepStrictEqual(this.value, defaultOf(id));
    },
    onDidChange(listener): Disposable {
      return vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(id)) listener(this.value);
      });
    },
  };
};

const defaultOf = <Id extends SettingId>(id: Id): SettingTypes[Id] =>
  vscode.workspace.getConfiguration().inspect<SettingTypes[Id]>(id)?.defaultValue as SettingTypes[Id];

export type Settings = {
  readonly [Name in keyof typeof Setting]: SettingValue<SettingTypes[(typeof Setting)[Name]]>;
};

export const readSettings = (store: DisposableStore): Settings => {
  const configuration = presentConfiguration(store);
  const value = <Id extends SettingId>(id: Id) => settingValue(id, configuration);
  return {
    engineKind: value(Setting.engineKind),
    enginePort: value(Setting.enginePort),
    keepState: value(Setting.keepState),
    endpoint: value(Setting.endpoint),
    allowRealAws: value(Setting.allowRealAws),
    gateway: value(Setting.gateway),
    image: value(Setting.image),
    containerName: value(Setting.containerName),
    allowOtherPort: value(Setting.allowOtherPort),
    containerEnvironment: value(Setting.containerEnvironment),
    mountDockerSocket: value(Setting.mountDockerSocket),
    startTimeoutSeconds: value(Setting.startTimeoutSeconds),
    keepRunning: value(Setting.keepRunning),
    dockerHost: value(Setting.dockerHost),
    regions: value(Setting.regions),
    probeIntervalMs: value(Setting.probeIntervalMs),
    probeTimeoutMs: value(Setting.probeTimeoutMs),
    faultMinutes: value(Setting.faultMinutes),
    deployTerraform: value(Setting.deployTerraform),
    deployServerless: value(Setting.deployServerless),
    terraformPath: value(Setting.terraformPath),
  };
};

/** VS Code puts the whole configuration together each time it is asked, which is too much for each of many probes. */
const presentConfiguration = (store: DisposableStore): (() => vscode.WorkspaceConfiguration) => {
  let known: vscode.WorkspaceConfiguration | undefined;
  const forget = () => {
    known = undefined;
  };
  store.add(vscode.workspace.onDidChangeConfiguration(forget));
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(forget));
  return () => {
    known ??= vscode.workspace.getConfiguration();
    return known;
  };
};
