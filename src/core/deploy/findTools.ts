import { HumanError } from '../errors';
import type { Application, DeployTools, Tool } from './deployment';
import { findServerless } from './findServerless';
import { findTerraform } from './findTerraform';
import { installPackages, missingServerless } from './installServerless';
import type { Cancellation } from './runTool';

export interface ToolWish extends Cancellation {
  /** Path of `terraform` or `tofu`, when a setting names it. */
  readonly terraformPath?: string | undefined;
  /** What the installation of Serverless prints. */
  onLine(line: string): void;
}

/**
 * Finds what the application needs; installs Serverless where its package.json asks for it. A missing Terraform is
 * no error here: there may be a way without (`deployApplication`).
 */
export const findTools = async (application: Application, wish: ToolWish): Promise<DeployTools> => {
  const terraform = application.terraformDir ? await findTerraform(wish.terraformPath) : undefined;
  const serverless = application.serverlessDir
    ? await provideServerless(application.serverlessDir, application.dir, wish)
    : undefined;
  return { ...(terraform ? { terraform } : {}), ...(serverless ? { serverless } : {}) };
};

const provideServerless = async (
  serverlessDir: string,
  applicationDir: string,
  wish: ToolWish,
): Promise<Tool> => {
  const present = await findServerless(serverlessDir);
  const installIn = await missingServerless(serverlessDir, applicationDir, present?.version);
  if (installIn === undefined) {
    if (present) return present;
    throw notInstalled(serverlessDir);
  }
  wish.onLine(`Installing Serverless in ${installIn} (npm) …`);
  await installPackages(installIn, wish);
  const installed = await findServerless(serverlessDir);
  if (installed) return installed;
  throw notInstalled(serverlessDir);
};

const notInstalled = (dir: string) =>
  new HumanError(
    `No Serverless was found for ${dir}. Install osls there (npm install --save-dev osls), and deploy again.`,
  );
