import * as vscode from 'vscode';
import { parseImageReference } from '../core/docker/imageReference';
import type { EmulatorChoice } from './engine/engineControl';

/** An emulator answers where our engine was to listen. */
export const askAboutEmulator = async (endpoint: string): Promise<EmulatorChoice | undefined> => {
  const attach = 'Attach';
  const freePort = 'Use a Free Port';
  const answer = await vscode.window.showInformationMessage(
    `An emulator answers at ${endpoint} already. Attach to it, or start the engine of Chaos Lab on a free port?`,
    attach,
    freePort,
  );
  if (answer === attach) return 'attach';
  return answer === freePort ? 'freePort' : undefined;
};

/** Nothing comes onto a person's machine unasked. */
export const askPull = async (image: string): Promise<boolean> => {
  const { registry } = parseImageReference(image);
  const from = registry === 'docker.io' ? 'Docker Hub' : registry;
  const yes = 'Pull';
  const detail =
    'The LocalStack container runs from this image, which is not on this machine. It may be over a gigabyte; ' +
    'the download can be cancelled.';
  const message = `Pull the image ${image} from ${from}?`;
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, yes)) === yes;
};

export type ContainerRemoval = 'container' | 'withVolume';

/** Undefined when the person turns away. */
export const askRemoval = async (name: string): Promise<ContainerRemoval | undefined> => {
  const container = 'Remove Container';
  const both = 'Remove Container and Volume';
  const detail =
    `The volume "${name}" holds what is deployed: it is there again with the next container, unless it is removed too. ` +
    'Other containers and images stay.';
  const answer = await vscode.window.showWarningMessage(
    `Remove the LocalStack container "${name}"?`,
    { modal: true, detail },
    container,
    both,
  );
  if (answer === container) return 'container';
  return answer === both ? 'withVolume' : undefined;
};

/** Terraform cannot be used; Serverless alone could deploy the same. */
export const askFallback = async (reason: string): Promise<boolean> => {
  const yes = 'Deploy without Terraform';
  const detail =
    'Serverless alone can deploy the same API: CloudFormation then carries the mock endpoint, the domain and its certificate.';
  return (await vscode.window.showWarningMessage(reason, { modal: true, detail }, yes)) === yes;
};
