// @ts-check
import { CommandError, runCommand } from './runCommand.mjs';
import { ScriptError } from './scriptError.mjs';

const networkErrors = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b/;

/**
 * Runs npm: the one that runs this script, else the one on the PATH.
 *
 * @param {readonly string[]} args @param {import('./runCommand.mjs').CommandOptions} [options]
 * @throws {ScriptError} with the next step
 */
export async function npm(args, options) {
  const own = process.env.npm_execpath;
  const [file, ...first] = own?.endsWith('.js') ? [process.execPath, own] : ['npm'];
  try {
    return await runCommand(file ?? 'npm', [...first, ...args], options);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new ScriptError(explainNpmFailure(args, error), { cause: error });
  }
}

/**
 * @param {readonly string[]} args @param {CommandError} error
 * @returns {string} one sentence, then npm's own first lines where they say more
 */
export function explainNpmFailure(args, error) {
  if (error.code === 'ENOENT')
    return 'npm was not found on the PATH: install Node.js with npm, then run this again.';
  const network = networkErrors.exec(error.output);
  if (network) {
    return `npm could not reach its registry (${network[1]}): check the network or the proxy settings, then run this again.`;
  }
  const said = error.output.trim().split('\n').slice(0, 12).join('\n');
  return `\`npm ${args.join(' ')}\` failed: see what it said below, then run this again.\n${said}`;
}
