// @ts-check
// Makes a clone ready to run: packages, then the build. Nothing but Node's own modules may be imported here:
// it runs before anything is installed.
import { join } from 'node:path';
import { buildIfStale } from './lib/buildExtension.mjs';
import { isInstalled, readLock } from './lib/installed.mjs';
import { npm } from './lib/npm.mjs';
import { root } from './lib/paths.mjs';
import { createProgress } from './lib/progress.mjs';
import { isMain, runScript, ScriptError } from './lib/scriptError.mjs';

/** @import { Bundle } from './lib/buildExtension.mjs' */
/** @import { Progress } from './lib/progress.mjs' */

const oldestNode = [20, 19];

/**
 * Installs and builds what is missing or out of date; quick when nothing is.
 *
 * @param {Progress} [progress] @param {readonly Bundle[]} [bundles] what to build, if not all
 * @returns {Promise<Progress>} for what the caller does next
 * @throws {ScriptError}
 */
export async function bootstrap(progress = createProgress(), bundles = undefined) {
  checkNode(process.versions.node);
  await installIfChanged(progress);
  await buildIfStale(progress, bundles);
  return progress;
}

/** @param {string} version @throws {ScriptError} when it is too old */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new ScriptError(
    `Chaos Lab needs Node.js ${oldestNode.join('.')} or newer and this is ${version}: install a newer one from https://nodejs.org.`,
  );
}

/** @param {Progress} progress */
async function installIfChanged(progress) {
  const [wanted, installed] = await Promise.all([
    readLock(join(root, 'package-lock.json')),
    readLock(join(root, 'node_modules', '.package-lock.json')).catch(() => ({})), // never installed
  ]);
  if (isInstalled(wanted, installed)) return;
  await progress.step('Installing packages (npm ci)', () =>
    npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root }),
  );
}

if (isMain(import.meta.url)) {
  void runScript(async () => {
    await bootstrap();
  });
}
