import { Command } from 'commander';
import { withJson } from '../options';

/** `chaos-lab validate` */
export const validateCommand = (): Command =>
  withJson(
    new Command('validate')
      .description('Tell what is wrong in experiments, and where, without running anything.')
      .argument('<file...>', 'experiments, in YAML or JSON'),
  ).action(async (files: readonly string[], options: { readonly json?: true }) =>
    (await import('../run/validateFiles')).validateFiles(files, options),
  );
