// @ts-check
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from '../../scripts/lib/npm.mjs';
import { cacheFolder, root } from '../../scripts/lib/paths.mjs';

const wanted = join(root, 'bench', 'engine', 'rivals');
const folder = join(cacheFolder, 'bench-rivals');

/**
 * Installs what the engine is measured beside, on first use and when it changed.
 *
 * @param {import('../../scripts/lib/progress.mjs').Progress} progress
 * @returns {Promise<string>} the folder that holds its `node_modules`
 */
export async function installRivals(progress) {
  if (await isInstalled()) return folder;
  await mkdir(folder, { recursive: true });
  await cp(join(wanted, 'package.json'), join(folder, 'package.json'));
  await cp(join(wanted, 'package-lock.json'), join(folder, 'package-lock.json'));
  // serverless-offline asks for the Serverless Framework, for which osls stands in.
  const options = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await progress.step('Installing the rivals (npm ci)', () => npm(['ci', ...options], { cwd: folder }));
  await cp(join(wanted, 'package-lock.json'), join(folder, 'node_modules', 'installed.json'));
  return folder;
}

async function isInstalled() {
  const [lock, installed] = await Promise.all([
    readFile(join(wanted, 'package-lock.json'), 'utf8'),
    readFile(join(folder, 'node_modules', 'installed.json'), 'utf8').catch(() => ''), // never installed
  ]);
  return lock === installed;
}
