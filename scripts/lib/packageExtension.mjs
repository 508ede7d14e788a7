// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { runCommand } from './runCommand.mjs';

const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');

/**
 * Packages what `dist/` holds; `.vscodeignore` says what goes in. Everything is bundled, so no dependency does.
 *
 * @param {string} folder where the file is put
 * @returns {Promise<string>} the .vsix file
 */
export async function packageExtension(folder) {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const file = join(folder, `${name}-${version}.vsix`);
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ];
  await runCommand(process.execPath, [vsce, 'package', ...options], { cwd: root });
  return file;
}
