import { HumanError } from '../errors';
import type { Tool } from './deployment';
import { type RegionWork, runStep } from './regionWork';
import type { Outputs } from './terraform';
import { isToolFailure } from './toolFailure';
import type { Turns } from './turns';

/** The file that describes the whole application, for machines without Terraform. */
export const standaloneConfig = 'serverless.standalone.yml';

export interface ServerlessOptions {
  readonly tool: Tool;
  /** The configuration file; `serverless.yml` when absent. */
  readonly config?: string | undefined;
  readonly outputs: Outputs;
  /** Shared by all regions: see `ServerlessRegion`. */
  readonly turns: Turns;
}

/**
 * The Serverless part of an application, in one region. Regions take turns: whatever `--package` says, Serverless packs
 * in, and deploys from, the one folder `.serverless`, and removes it at the end.
 */
export class ServerlessRegion {
  private readonly dir: string;

  constructor(
    private readonly work: RegionWork,
    private readonly options: ServerlessOptions,
  ) {
    this.dir = work.application.serverlessDir ?? work.application.dir;
  }

  deploy(): Promise<void> {
    return this.run('deploy');
  }

  /** Already gone is as good as removed. */
  async remove(): Promise<void> {
    try {
      await this.run('remove');
    } catch (error) {
      if (!isStackMissing(error)) throw error;
      const { region } = this.work.target;
      this.work.onLine({
        region,
        tool: this.options.tool.name,
        text: 'That is well: there is nothing to remove.',
      });
    }
  }

  private async run(command: 'deploy' | 'remove'): Promise<void> {
    const { tool, config, outputs, turns } = this.options;
    const args = [command, '--region', this.work.target.region, ...(config ? ['--config', config] : [])];
    await turns.take(() => runStep(this.work, { tool, name: command, args, cwd: this.dir, env: outputs }));
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
