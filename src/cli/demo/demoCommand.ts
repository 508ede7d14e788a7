import { Command } from 'commander';
import { withJson } from '../options';

export interface DemoOptions {
  readonly json?: true;
  readonly verbose?: true;
  readonly terraform?: string;
}

/** `chaos-lab demo` */
export const demoCommand = (): Command =>
  withJson(
    new Command('demo')
      .description(
        'See it all at once: an engine, the sample in two regions, faults, and what every endpoint answers.',
      )
      .option('--verbose', 'show what the tools print')
      .option('--terraform <path>', 'terraform or tofu, when it is not on the PATH'),
  ).action(async (options: DemoOptions) => (await import('./demo')).demo(options));
