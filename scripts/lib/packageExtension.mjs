// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { root } from './paths.mjs';

/**
 * Packages what `dist/` holds; `.vscodeignore` says what goes in. Everything is bundled, so no dependency does.
 *
 * @param {string} folder where the file is put
 * @returns {Promise<string>} the .vsix file
 */
export async function packageExtension(folder) {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const packagePath = join(folder, `${name}-${version}.vsix`);
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}
