import * as vscode from 'vscode';
import { createChaosFront } from '../../core/engines/gatewayInFront';
import { LocalStackEngine } from '../../core/engines/localstack/localStackEngine';
import type { LocalStackSettings } from '../../core/engines/localstack/localStackSettings';
import { areaLog } from '../log';
import { askPull } from '../questions';
import type { Settings } from '../settings';
import type { DockerLookup } from './dockerLookup';
import { gatewayOf } from './gatewayOf';
import type { LocalStackToken } from './localStackToken';
import { ownerOf } from './owner';

export interface LocalStackParts {
  readonly context: vscode.ExtensionContext;
  readonly channel: vscode.LogOutputChannel;
  readonly settings: Settings;
  readonly docker: DockerLookup;
  readonly token: LocalStackToken;
}

/** An engine of its own each time; Docker is not looked for before it starts. */
export const createLocalStack = (parts: LocalStackParts): LocalStackEngine => {
  const { context, channel, settings, docker, token } = parts;
  const log = areaLog(channel, 'localstack');
  const engine = new LocalStackEngine({
    connect: (signal) => docker.connect(signal),
    front: createChaosFront({ ...gatewayOf(parts), readsLog: true, log: areaLog(channel, 'gateway') }),
    settings: () => containerSettings(settings),
    token: async () => (await token.read())?.token,
    owner: ownerOf(context),
    mayPull: askPull,
    usersDir: vscode.Uri.joinPath(context.globalStorageUri, 'containers').fsPath,
    log,
  });
  engine.onDidNotice((notice) => {
    log.info(notice);
    void vscode.window.showInformationMessage(notice);
  });
  return engine;
};

const containerSettings = (settings: Settings): LocalStackSettings => ({
  image: settings.image.value,
  containerName: settings.containerName.value,
  port: settings.enginePort.value,
  allowOtherPort: settings.allowOtherPort.value,
  environment: settings.containerEnvironment.value,
  mountDockerSocket: settings.mountDockerSocket.value,
  persistence: settings.keepState.value,
  startTimeoutMs: settings.startTimeoutSeconds.value * 1000,
  keepRunning: settings.keepRunning.value,
});
