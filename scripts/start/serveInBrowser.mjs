// @ts-check
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStale } from '../lib/buildExtension.mjs';
import { findProgram } from '../lib/findProgram.mjs';
import { packageExtension } from '../lib/packageExtension.mjs';
import { root, vscodeFolder } from '../lib/paths.mjs';
import { userEnvironment } from '../lib/userEnvironment.mjs';
import { installExtension, isPortInUse, startCodeServer } from '../vscode/codeServer.mjs';
import { quietSettings, writeMachineSettings } from '../vscode/codeServerSettings.mjs';
import { hasDisplay } from '../vscode/hasDisplay.mjs';
import { installCodeServer } from '../vscode/installCodeServer.mjs';

/** @import { Progress } from '../lib/progress.mjs' */
/** @import { CodeServer } from '../vscode/codeServer.mjs' */
/** @import { CodeServerRelease } from '../vscode/codeServerRelease.mjs' */

/** The browser keeps the layout of the workbench per origin, so the port is the same each time if it is free. */
const usualPort = 8420;
const dataFolder = join(vscodeFolder, 'start');
/** The workspace lies in the repository, and is none of its own. */
const settings = { ...quietSettings, 'git.openRepositoryInParentFolders': 'never' };
const packaged = ['dist', 'media', 'sample-app', 'package.json', 'README.md', 'CHANGELOG.md'];

/**
 * Serves VS Code to the browser until Ctrl+C.
 *
 * @param {string} workspace @param {{ port?: number, open: boolean }} options @param {Progress} progress
 * @returns {Promise<number>} the exit code
 */
export async function serveInBrowser(workspace, { port, open }, progress) {
  const release = await installCodeServer(progress);
  await installOwnExtension(release, progress);
  await writeMachineSettings(dataFolder, settings);
  const token = randomBytes(16).toString('hex');
  const server = await startServer(release, token, port);
  const url = `http://127.0.0.1:${server.port}/?${new URLSearchParams({ tkn: token, folder: workspace })}`;
  progress.info(`\nVS Code with Chaos Lab is ready:\n\n  ${url}\n\nCtrl+C ends it.`);
  if (open) await openBrowser(url);
  return untilEnded(server, progress);
}

/** Packaged and installed as a user has it, again only when it changed. @param {CodeServerRelease} release @param {Progress} progress */
async function installOwnExtension(release, progress) {
  const stamp = join(dataFolder, 'installed');
  if (
    !(await isStale(
      [stamp],
      packaged.map((name) => join(root, name)),
    ))
  )
    return;
  const folder = await mkdtemp(join(tmpdir(), 'chaos-lab-vsix-'));
  try {
    await progress.step('Installing the extension', async () =>
      installExtension(release, dataFolder, await packageExtension(folder)),
    );
    await mkdir(dataFolder, { recursive: true });
    await writeFile(stamp, '');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {CodeServerRelease} release @param {string} token @param {number} [port] */
async function startServer(release, token, port) {
  const options = { dataFolder, token, env: userEnvironment() };
  try {
    return await startCodeServer(release, { ...options, port: port ?? usualPort });
  } catch (error) {
    if (port !== undefined || !isPortInUse(error)) throw error;
    return startCodeServer(release, options);
  }
}

/** Where there is a desktop and something to open it with; the URL is printed in any case. @param {string} url */
async function openBrowser(url) {
  if (!hasDisplay()) return;
  const opener = await findProgram(process.platform === 'darwin' ? 'open' : 'xdg-open');
  if (!opener) return;
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined); // the URL stands above
  child.unref();
}

/** @param {CodeServer} server @param {Progress} progress @returns {Promise<number>} */
async function untilEnded(server, progress) {
  const interrupted = new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => resolve(true));
  });
  if (await Promise.race([interrupted, server.ended])) {
    await server.stop();
    progress.info('\nEnded.');
    return 0;
  }
  progress.info('\nVS Code ended by itself: start it again with `npm start`.');
  return 1;
}
