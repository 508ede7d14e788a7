// @ts-check
import { spawn } from 'node:child_process';

const keptOutputChars = 16_000;

/** A command that could not be started, ended with another code than 0, or was ended by its time limit. */
export class CommandError extends Error {
  /** @param {string} message @param {string} output what it printed last @param {string} [code] of a failed start */
  constructor(message, output, code) {
    super(message);
    this.name = 'CommandError';
    this.output = output;
    this.code = code;
  }
}

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'capture' | 'inherit'} [output] `capture` (default) keeps what it prints for the result or the error
 * @property {number} [timeoutMs]
 * @property {AbortSignal} [signal]
 */

/**
 * Runs a program to its end and resolves with what it printed.
 *
 * @param {string} file @param {readonly string[]} args @param {CommandOptions} [options]
 * @returns {Promise<string>}
 * @throws {CommandError}
 */
export function runCommand(file, args, { output = 'capture', timeoutMs, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...options,
      timeout: timeoutMs,
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    const keep = (/** @type {string} */ text) => {
      printed = (printed + text).slice(-keptOutputChars);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    const name = [file, ...args].join(' ');
    child.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      reject(new CommandError(`${name}: ${error.message}`, printed, error.code)),
    );
    child.once('close', (code, signal) => {
      if (code === 0) resolve(printed);
      else reject(new CommandError(`${name} ended with ${signal ?? `exit code ${code}`}`, printed));
    });
  });
}
