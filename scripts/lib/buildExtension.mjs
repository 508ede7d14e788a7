// @ts-check
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { entryPoints, pageEntryPoints } from './entryPoints.mjs';
import { root } from './paths.mjs';
import { runCommand } from './runCommand.mjs';
import { ScriptError } from './scriptError.mjs';

/** @import { Progress } from './progress.mjs' */

/** @typedef {keyof typeof entryPoints | keyof typeof pageEntryPoints} Bundle */

const bundles = /** @type {Bundle[]} */ (Object.keys({ ...entryPoints, ...pageEntryPoints }));
const inputs = ['src', 'scripts/build.mjs', 'package-lock.json', 'tsconfig.json'].map((name) =>
  join(root, name),
);

/**
 * Builds `dist/`, or some of its bundles, when something in it is missing or older than what it is made of.
 *
 * @param {Progress} progress @param {readonly Bundle[]} [names] all of them when not given
 */
export async function buildIfStale(progress, names) {
  const outputs = (names ?? bundles).map((name) => join(root, 'dist', `${name}.js`));
  if (!(await isStale(outputs, inputs))) return;
  await progress.step('Building', async () => {
    try {
      await runCommand(process.execPath, [join(root, 'scripts', 'build.mjs'), ...(names ?? [])], {
        cwd: root,
      });
    } catch (error) {
      const output = /** @type {{ output?: string }} */ (error).output ?? String(error);
      throw new ScriptError(`The build failed: correct what it names, then run this again.\n${output}`);
    }
  });
}

/**
 * @param {readonly string[]} made files @param {readonly string[]} from files and folders
 * @returns {Promise<boolean>} whether a file is missing or older than one it is made from
 */
export async function isStale(made, from) {
  const times = await Promise.all(
    made.map((file) =>
      stat(file).then(
        (s) => s.mtimeMs,
        () => 0,
      ),
    ),
  );
  const newest = await Promise.all(from.map(newestTime));
  return Math.min(...times) < Math.max(...newest);
}

/** @param {string} path @returns {Promise<number>} in ms since the epoch, 0 for what is not there */
async function newestTime(path) {
  const own = await stat(path).catch(() => undefined); // it may be one that a clone need not have
  if (!own?.isDirectory()) return own?.mtimeMs ?? 0;
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.ts$/.test(entry.name));
  const times = await Promise.all(files.map((entry) => stat(join(entry.parentPath, entry.name))));
  return Math.max(0, ...times.map((s) => s.mtimeMs));
}
