import { Command } from 'commander';
import { type EngineOptions, regionList, withEngineOptions } from '../options';

export interface DestroyCommandOptions extends EngineOptions {
  readonly regions?: readonly string[];
  readonly terraform?: string;
}

/** `chaos-lab destroy` */
export const destroyCommand = (): Command =>
  withEngineOptions(
    new Command('destroy')
      .description('Undo "chaos-lab deploy" of the same folder.')
      .argument('[dir]', 'the folder that was deployed')
      .option('--regions <list>', 'only these; all that were deployed otherwise', regionList)
      .option('--terraform <path>', 'terraform or tofu, when it is not on the PATH'),
  ).action(async (dir: string | undefined, options: DestroyCommandOptions) =>
    (await import('./destroy')).destroy(dir, options),
  );
