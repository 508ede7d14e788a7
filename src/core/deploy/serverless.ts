import { rm } from 'node:fs/promises';
import { HumanError } from '../errors';
import type { Tool } from './deployment';
import { type RegionWork, regionFolders, runStep } from './regionWork';
import type { Outputs } from './terraform';
import { isToolFailure } from './toolFailure';

/** The file that describes the whole application, for machines without Terraform. */
export const standaloneConfig = 'serverless.standalone.yml';

export interface ServerlessOptions {
  readonly tool: Tool;
  /** The configuration file; `serverless.yml` when absent. */
  readonly config?: string | undefined;
  readonly outputs: Outputs;
}

/** The Serverless part of an application, in one region. */
export class ServerlessRegion {
  private readonly dir: string;
  private readonly packages: string;

  constructor(
    private readonly work: RegionWork,
    private readonly options: ServerlessOptions,
  ) {
    this.dir = work.application.serverlessDir ?? work.application.dir;
    this.packages = regionFolders(work.application, work.target.region).packages;
  }

  /** Packs into the region's own folder, then deploys from there. */
  async deploy(): Promise<void> {
    await rm(this.packages, { recursive: true, force: true });
    await this.run('package', ['--package', this.packages]);
    await this.run('deploy', ['--package', this.packages]);
  }

  /** Already gone is as good as removed. */
  async remove(): Promise<void> {
    try {
      await this.run('remove', []);
    } catch (error) {
      if (!isStackMissing(error)) throw error;
    }
  }

  private async run(command: string, args: readonly string[]): Promise<void> {
    const { tool, config, outputs } = this.options;
    await runStep(this.work, {
      tool,
      name: command,
      args: [command, ...args, '--region', this.work.target.region, ...(config ? ['--config', config] : [])],
      cwd: this.dir,
      env: outputs,
    });
  }
}

const isStackMissing = (error: unknown): boolean =>
  isToolFailure(error) && /Stack\b.* does not exist/.test(error.output);

/** Of the application's tools, the Serverless it needs. */
export const requireServerless = (tool: Tool | undefined, dir: string): Tool => {
  if (tool) return tool;
  throw new HumanError(
    `No Serverless was found for ${dir}. Install osls there (npm install --save-dev osls), and try again.`,
  );
};
