import { Command, InvalidArgumentError, Option } from 'commander';
import type {
  DryStrategy,
  HypothesisStrategy,
  RollbackStrategy,
} from '../../core/experiments/format/experiment';
import { asUsage, emulatorEndpoint, withJson } from '../options';
import { parseVariable, type Variable } from '../run/variables';

/** The options of `chaos-lab run`, as parsed. */
export interface RunCommandOptions {
  readonly endpoint?: string;
  readonly json?: true;
  readonly journalPath?: string;
  readonly junit?: string;
  readonly html?: string;
  readonly markdown?: string;
  readonly dry?: DryStrategy;
  readonly rollbackStrategy?: RollbackStrategy;
  readonly hypothesisStrategy?: HypothesisStrategy;
  /** Seconds. */
  readonly hypothesisFrequency?: number;
  readonly failFast?: true;
  readonly var: readonly Variable[];
  readonly varFile: readonly string[];
  readonly history: boolean;
}

/** `chaos-lab run` */
export const runCommand = (): Command =>
  withJson(
    withStrategies(
      new Command('run')
        .description('Run experiments, one after the other, as Chaos Toolkit would.')
        .argument('<file...>', 'experiments, in YAML or JSON')
        .option(
          '--endpoint <url>',
          'the engine that faults are set at; CHAOS_ENDPOINT in the files',
          asUsage(emulatorEndpoint),
        )
        .option('--journal-path <path>', 'where the journal goes; of several files, a folder')
        .option('--junit <path>', 'write a report for CI systems')
        .option('--html <path>', 'write a page to read and print')
        .option('--markdown <path>', "write a report as GitHub shows it; a job's summary gets it by itself")
        .option('--no-history', 'keep no copy of the journal in .chaos/runs'),
    ),
  ).action(async (files: readonly string[], options: RunCommandOptions) =>
    (await import('../run/runFiles')).runFiles(files, options),
  );

/** As in Chaos Toolkit's own command line. */
const withStrategies = (command: Command): Command =>
  command
    .addOption(chosen('--dry <what>', 'leave these out', ['probes', 'actions', 'activities', 'pause']))
    .addOption(
      chosen('--rollback-strategy <when>', 'when to roll back', ['default', 'always', 'never', 'deviated']),
    )
    .addOption(
      chosen('--hypothesis-strategy <when>', 'when to check the steady state', [
        'default',
        'before-method-only',
        'after-method-only',
        'during-method-only',
        'continuously',
        'skip',
      ]),
    )
    .option('--hypothesis-frequency <seconds>', 'between two checks during the method', positive)
    .option('--fail-fast', 'end the method when the steady state is not met during it')
    .option(
      '--var <name=value>',
      'replace a value of the configuration; name:int=1 for a number; repeatable',
      variable,
      [],
    )
    .option(
      '--var-file <path>',
      'values from YAML or JSON, or the environment from .env; repeatable',
      appended,
      [],
    );

const chosen = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices);

const positive = (text: string): number => {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('Give seconds, like 1 or 0.5.');
};

const variable = (text: string, before: readonly Variable[]): readonly Variable[] => [
  ...before,
  asUsage(parseVariable)(text),
];

const appended = (text: string, before: readonly string[]): string[] => [...before, text];
