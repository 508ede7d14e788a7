// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { findProgram, isExecutable } from '../lib/findProgram.mjs';
import { root } from '../lib/paths.mjs';
import { ScriptError } from '../lib/scriptError.mjs';
import { hasDisplay } from '../vscode/hasDisplay.mjs';

/**
 * Finds the desktop's VS Code: its `code` command, where there is a display for a window.
 *
 * @param {{ platform?: string, env?: NodeJS.ProcessEnv }} [machine]
 * @returns {Promise<string | undefined>}
 * @throws {ScriptError} on Windows, where it is the only way
 */
export async function findDesktopCode({ platform = process.platform, env = process.env } = {}) {
  const code = hasDisplay(platform, env) ? await findProgram('code', env.PATH) : undefined;
  if (platform !== 'win32') return code;
  // A batch file needs a shell; the program beside it takes the same arguments.
  const program = code && join(dirname(code), '..', 'Code.exe');
  if (program && (await isExecutable(program))) return program;
  throw new ScriptError(
    'On Windows `npm start` needs VS Code: install it from https://code.visualstudio.com with its `code` command on the PATH, then run this again.',
  );
}

/**
 * Opens a window with the extension under development; it outlives this process.
 *
 * @param {string} code @param {string} workspace
 */
export async function openDesktopCode(code, workspace) {
  const args = ['--new-window', '--disable-workspace-trust', `--extensionDevelopmentPath=${root}`, workspace];
  const child = spawn(code, args, { stdio: 'ignore', detached: true });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw new ScriptError(`VS Code could not be started: ${/** @type {Error} */ (error).message}`, {
      cause: error,
    });
  }
  child.unref();
}
