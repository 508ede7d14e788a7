// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { npm } from '../lib/npm.mjs';
import { vscodeFolder } from '../lib/paths.mjs';
import { createProgress } from '../lib/progress.mjs';
import { isMain, runScript, ScriptError } from '../lib/scriptError.mjs';
import { codeServerRelease } from './codeServerRelease.mjs';
import { pruneCodeServer } from './pruneCodeServer.mjs';

/** @import { CodeServerRelease } from './codeServerRelease.mjs' */
/** @import { Progress } from '../lib/progress.mjs' */

const npmQuiet = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog'];
const temporaryPrefix = 'installing-';

/**
 * Puts code-server into `.vscode-test/`, once: built in a temporary folder and moved into place when it is
 * whole, so that an install that was cut off is never used.
 *
 * @param {Progress} progress
 * @returns {Promise<CodeServerRelease>}
 */
export async function installCodeServer(progress = createProgress()) {
  const release = codeServerRelease();
  if (existsSync(stampFile(release.folder))) return release;
  await mkdir(vscodeFolder, { recursive: true });
  const temporary = await mkdtemp(join(vscodeFolder, `${temporaryPrefix}${process.pid}-`));
  try {
    await install(release, temporary, progress);
    await moveIntoPlace(temporary, release.folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  await removeOlder(release);
  return release;
}

/** @param {CodeServerRelease} release @param {string} folder @param {Progress} progress */
async function install(release, folder, progress) {
  const vscode = release.vscode(folder);
  const { nodePackage } = release;
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await progress.step(
    `Installing VS Code for the browser (code-server ${release.version}, once, about 400 MB)`,
    () =>
      npm(
        [
          'install',
          ...npmQuiet,
          `code-server@${release.version}`,
          `${nodePackage.name}@${nodePackage.version}`,
        ],
        { cwd: folder },
      ),
  );
  // Its shrinkwrap is out of step with its package.json, so `npm ci` would refuse.
  await progress.step('Installing its own packages', () => npm(['install', ...npmQuiet], { cwd: vscode }));
  const withLogs = await buildNativeModules(release, folder, progress);
  await progress.step('Removing what is never used', () => pruneCodeServer(vscode));
  await writeFile(stampFile(folder), `${JSON.stringify({ version: release.version, withLogs })}\n`);
}

/**
 * The only two modules that must be compiled; without them VS Code works, but its Output channels stay empty.
 *
 * @param {CodeServerRelease} release @param {string} folder @param {Progress} progress
 */
async function buildNativeModules(release, folder, progress) {
  const node = release.node(folder);
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
    npm_config_nodedir: dirname(dirname(node)),
    JOBS: 'max',
  };
  const rebuild = ['rebuild', '--no-ignore-scripts', '--foreground-scripts', ...nativeModules];
  try {
    await progress.step('Compiling its two native modules', () =>
      npm(rebuild, { cwd: release.vscode(folder), env, timeoutMs: 300_000 }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    progress.info(
      '  not possible here (no C++ compiler, make or Python?): all works but the Output panel is empty.',
    );
    return false;
  }
}

/** @param {string} temporary @param {string} folder */
async function moveIntoPlace(temporary, folder) {
  try {
    await rename(temporary, folder);
  } catch (error) {
    // Another run was faster: what it installed is as good.
    if (!existsSync(stampFile(folder))) throw error;
  }
}

/**
 * Removes other releases, and what installs that were cut off have left.
 *
 * @param {CodeServerRelease} release
 */
async function removeOlder(release) {
  for (const name of await readdir(vscodeFolder)) {
    const folder = join(vscodeFolder, name);
    const outdated = name.startsWith('code-server-') && folder !== release.folder;
    if (outdated || isAbandoned(name)) await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} name */
function isAbandoned(name) {
  if (!name.startsWith(temporaryPrefix)) return false;
  try {
    process.kill(Number.parseInt(name.slice(temporaryPrefix.length), 10), 0);
    return false;
  } catch {
    return true; // its installer is gone
  }
}

/** @param {string} folder */
const stampFile = (folder) => join(folder, 'installed.json');

/** @param {CodeServerRelease} release @returns {Promise<boolean>} whether Output channels show anything */
export async function hasOutputChannels(release) {
  return JSON.parse(await readFile(stampFile(release.folder), 'utf8')).withLogs === true;
}

if (isMain(import.meta.url)) {
  void runScript(async () => {
    const release = await installCodeServer();
    createProgress().info(`code-server ${release.version} is in ${release.folder}`);
  });
}
