import { copyFile, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, root } from '../../scripts/lib/paths.mjs';
import { installPackages } from '../../src/core/deploy/installServerless';

const sampleApp = join(root, 'sample-app');

/** A `node_modules` with the osls that the sample names; installed once and kept for later runs. */
export async function oslsModules(): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(join(sampleApp, 'package.json'), 'utf8'));
  const folder = join(cacheFolder, `osls-${dependencies.osls}`);
  if (!(await exists(folder))) await install(folder);
  return join(folder, 'node_modules');
}

/** Under another name until it is whole, so that a run that was cut off leaves nothing half installed. */
async function install(folder: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const incomplete = await mkdtemp(`${folder}-`);
  try {
    for (const name of ['package.json', 'package-lock.json']) {
      await copyFile(join(sampleApp, name), join(incomplete, name));
    }
    await installPackages(incomplete, { onLine: () => {} });
    await rename(incomplete, folder);
  } catch (error) {
    await rm(incomplete, { recursive: true, force: true });
    if (!(await exists(folder))) throw error; // Else another run was quicker.
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
