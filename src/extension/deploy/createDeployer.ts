import { mkdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { resolveApplication } from '../../core/deploy/resolveApplication';
import { HumanError } from '../../core/errors';
import { areaLog } from '../log';
import { askFallback } from '../questions';
import type { Services } from '../services';
import { Deployer } from './deployer';

type Needs = Pick<Services, 'context' | 'channel' | 'settings' | 'control'>;

export const createDeployer = ({ context, channel, settings, control }: Needs): Deployer =>
  new Deployer({
    startEngine: async () => {
      refuseUntrusted();
      return control.start();
    },
    findApplication: async () =>
      resolveApplication({
        currentDir: await workingFolder(context),
        bundledSample: vscode.Uri.joinPath(context.extensionUri, 'sample-app').fsPath,
        terraformDir: settings.deployTerraform.value || undefined,
        serverlessDir: settings.deployServerless.value || undefined,
      }),
    regions: () => settings.regions.value,
    workspaceFolder: () => localFolder()?.uri.fsPath,
    terraformPath: () => settings.terraformPath.value || undefined,
    askFallback,
    log: areaLog(channel, 'deploy'),
  });

/** Terraform and Serverless run code of the folder that they deploy. */
const refuseUntrusted = () => {
  if (vscode.workspace.isTrusted) return;
  throw new HumanError(
    'To deploy is to run code of this folder, which you have not trusted yet. Trust it with "Workspaces: Manage Workspace Trust", then deploy again.',
  );
};

/** The workspace's own folder; without one, a folder of the extension's, so that the sample can be tried at once. */
const workingFolder = async ({ globalStorageUri }: vscode.ExtensionContext): Promise<string> => {
  const folder = localFolder();
  if (folder) return folder.uri.fsPath;
  await mkdir(globalStorageUri.fsPath, { recursive: true });
  return globalStorageUri.fsPath;
};

const localFolder = () => vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
