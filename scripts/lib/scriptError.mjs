// @ts-check
import { pathToFileURL } from 'node:url';

/** An error that is one sentence for a person, with the next step; it is shown without a stack. */
export class ScriptError extends Error {
  /** @param {string} message @param {{ cause?: unknown, exitCode?: number }} [options] */
  constructor(message, { cause, exitCode = 1 } = {}) {
    super(message, { cause });
    this.name = 'ScriptError';
    this.exitCode = exitCode;
  }
}

/**
 * Runs a script's main function and turns what it throws into one sentence and an exit code.
 *
 * @param {() => Promise<number | void>} main the exit code, 0 when it returns nothing
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const expected = error instanceof ScriptError;
    console.error(expected ? `\n${error.message}` : error);
    process.exitCode = expected ? error.exitCode : 1;
  }
}

/**
 * Whether the module was started itself, rather than imported.
 *
 * @param {string} url `import.meta.url`
 */
export const isMain = (url) => process.argv[1] !== undefined && url === pathToFileURL(process.argv[1]).href;
