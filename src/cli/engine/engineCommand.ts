import { Command, InvalidArgumentError } from 'commander';
import { normalizeEndpoint } from '../../core/http/normalizeEndpoint';
import { asUsage } from '../options';
import type { RunOptions } from './runEngine';

/** `chaos-lab engine`: the same for the command line and for the engine's own process. */
export const engineCommand = (): Command =>
  new Command('engine')
    .description(
      'Serve the Chaos API, alone with an embedded AWS emulator or in front of another, until told to end.',
    )
    .option('--port <number>', 'port to listen on; 0 takes any free one', wholeNumber(0, 65_535), 4566)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <dir>', 'folder to keep state in; without it the state ends with the engine')
    .option(
      '--upstream <url>',
      'pass requests on to this emulator instead of the embedded one',
      asUsage(normalizeEndpoint),
    )
    .option(
      '--wait-for-upstream <seconds>',
      'how long --upstream may take to answer before the engine gives up (default: 5)',
      wholeNumber(0, 86_400),
    )
    .option(
      '--regions <list>',
      'where to look for the APIs of --upstream, like us-east-1,us-west-2',
      regionList,
    )
    .option('--allow-aws', 'let --upstream be real AWS')
    .option('--region <name>', 'region of calls that name none', regionName, 'us-east-1')
    .option('--allow-host <name>', 'host name to answer to besides the local ones; repeatable', appended, [])
    .option(
      '--seed <number>',
      'makes probabilities repeat: same seed, same faults',
      wholeNumber(0, 2 ** 32 - 1),
    )
    .option('--parent <pid>', 'end when the process with this id does', wholeNumber(1, 2 ** 31 - 1))
    // Loaded on use: the other commands do without the emulator.
    .action(async (options: RunOptions) => (await import('./runEngine')).runEngine(options));

const wholeNumber = (minimum: number, maximum: number) => (text: string) => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
  throw new InvalidArgumentError(`Give a whole number from ${minimum} to ${maximum}.`);
};

const regionName = (text: string): string => {
  if (/^[a-zA-Z0-9-]+$/.test(text)) return text;
  throw new InvalidArgumentError('Give the name of an AWS region, like us-east-1.');
};

const regionList = (text: string): string[] => text.split(',').map((name) => regionName(name.trim()));

const appended = (name: string, names: readonly string[]): string[] => [...names, name];
