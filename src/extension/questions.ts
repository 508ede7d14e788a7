import * as vscode from 'vscode';
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

/** Terraform cannot be used; Serverless alone could deploy the same. */
export const askFallback = async (reason: string): Promise<boolean> => {
  const yes = 'Deploy without Terraform';
  const detail =
    'Serverless alone can deploy the same API: CloudFormation then carries the mock endpoint, the domain and its certificate.';
  return (await vscode.window.showWarningMessage(reason, { modal: true, detail }, yes)) === yes;
};
