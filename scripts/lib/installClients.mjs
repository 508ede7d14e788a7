// @ts-check
import { join } from 'node:path';
import { isInstalled, readLock } from './installed.mjs';
import { npm } from './npm.mjs';
import { root } from './paths.mjs';

/** Where the SDK clients are that only tests and the generator need: no dependencies of the repository. */
export const clientsFolder = join(root, 'test', 'clients');

/**
 * Installs them where they are missing or out of date: some 160 packages, 400 MB, half a minute.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @throws {import('./scriptError.mjs').ScriptError} where npm cannot
 */
export async function installClients(progress) {
  if (await areClientsInstalled()) return;
  await progress.step('Installing SDK clients for tests (npm ci in test/clients)', () =>
    npm(['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: clientsFolder }),
  );
}

/** @returns {Promise<boolean>} */
export async function areClientsInstalled() {
  const [wanted, installed] = await Promise.all([
    readLock(join(clientsFolder, 'package-lock.json')),
    readLock(join(clientsFolder, 'node_modules', '.package-lock.json')).catch(() => ({})), // never installed
  ]);
  return isInstalled(wanted, installed);
}
