import { CommanderError } from 'commander';
import { isHumanError } from '../../core/errors';
import { exitCodeOf } from '../exit';
import { engineCommand } from './engineCommand';

/** The engine's own process: `node dist/engine.js [options]`. Exit codes: 1 failed, 2 wrong usage, 3 its upstream does not answer. */
async function main(): Promise<void> {
  try {
    await engineCommand().exitOverride().parseAsync();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (error instanceof CommanderError) return; // it has told the person itself
    process.stderr.write(`${messageOf(error)}\n`);
  }
}

const messageOf = (error: unknown): string => {
  if (isHumanError(error)) return error.message;
  return `The engine could not start: ${error instanceof Error ? error.stack : String(error)}`;
};

void main();
