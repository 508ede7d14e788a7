// @ts-check
import { findProgram, isExecutable } from '../lib/findProgram.mjs';
import { ScriptError } from '../lib/scriptError.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What a workbench in a headless browser needs, and nothing that calls home. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Finds the browser for the tests: `CHROMIUM` names it, else it is on the PATH or among the applications.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string | undefined>}
 * @throws {ScriptError} when `CHROMIUM` names no program
 */
export async function findChromium(env = process.env) {
  if (env.CHROMIUM) {
    if (await isExecutable(env.CHROMIUM)) return env.CHROMIUM;
    throw new ScriptError(`CHROMIUM is set to ${env.CHROMIUM}, which is no program: correct or unset it.`);
  }
  for (const name of names) {
    const file = await findProgram(name, env.PATH);
    if (file) return file;
  }
  for (const file of applications) {
    if (await isExecutable(file)) return file;
  }
  return undefined;
}
