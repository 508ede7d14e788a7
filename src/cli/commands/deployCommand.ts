import { Command } from 'commander';
import { defaultRegions, type EngineOptions, regionList, withEngineOptions } from '../options';

export interface DeployCommandOptions extends EngineOptions {
  readonly regions: readonly string[];
  readonly terraform?: string;
}

/** `chaos-lab deploy` */
export const deployCommand = (): Command =>
  withEngineOptions(
    new Command('deploy')
      .description('Deploy an application with Terraform and Serverless, all regions side by side.')
      .argument(
        '[dir]',
        'folder with terraform/ or serverless.yml; without one, the current folder, else the sample',
      )
      .option('--regions <list>', 'where to; the first has the custom domain', regionList, [
        ...defaultRegions,
      ])
      .option('--terraform <path>', 'terraform or tofu, when it is not on the PATH'),
  ).action(async (dir: string | undefined, options: DeployCommandOptions) =>
    (await import('./deploy')).deploy(dir, options),
  );
