// @ts-check
import { readdir } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';

/**
 * @param {string} folder relative to the repository @param {string} ending
 * @returns {Promise<string[]>} the files below it, relative to the repository, sorted
 */
export async function findFiles(folder, ending) {
  const names = await readdir(join(root, folder), { recursive: true }).catch(() => []); // no such folder
  return names
    .filter((name) => name.endsWith(ending) && !name.includes('node_modules'))
    .map((name) => posix.join(folder, name.split(sep).join('/')))
    .sort();
}
