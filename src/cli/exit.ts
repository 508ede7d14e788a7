import { CommanderError } from 'commander';
import { isAbort, isHumanError } from '../core/errors';

/** 0 done, 1 failed or not as expected, 2 wrong usage, 3 the engine cannot be reached. */
export type ExitCode = 0 | 1 | 2 | 3;

export const exitCodeOf = (error: unknown): ExitCode => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!isHumanError(error)) return 1;
  if (error.kind === 'usage') return 2;
  return error.kind === 'unreachable' ? 3 : 1;
};

/** What to say about an error; nothing when commander has said it already. */
export const explain = (error: unknown): string | undefined => {
  if (error instanceof CommanderError) return undefined;
  if (isHumanError(error)) return error.message;
  if (isAbort(error)) return 'Cancelled.';
  const details = error instanceof Error ? error.stack : String(error);
  return `Chaos Lab could not do this because of a mistake of its own. Please report it with these lines:\n${details}`;
};
