// @ts-check
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const unusedModules = ['@github', '@microsoft/mxc-sdk'];
const unusedExtensions = ['copilot', 'mermaid-markdown-features'];

/**
 * Halves code-server: assistants, source maps and terminals for other systems are never used here.
 *
 * @param {string} vscode the folder of VS Code's server
 */
export async function pruneCodeServer(vscode) {
  const unused = [
    ...unusedModules.map((name) => join(vscode, 'node_modules', name)),
    ...unusedExtensions.map((name) => join(vscode, 'extensions', name)),
    ...(await foreignTerminals(join(vscode, 'node_modules', 'node-pty', 'prebuilds'))),
    ...(await sourceMaps(vscode)),
  ];
  await Promise.all(unused.map((path) => rm(path, { recursive: true, force: true })));
}

/** @param {string} prebuilds */
async function foreignTerminals(prebuilds) {
  const names = await readdir(prebuilds).catch(() => []); // not every release brings them
  return names.filter((name) => !name.startsWith(process.platform)).map((name) => join(prebuilds, name));
}

/** @param {string} folder */
async function sourceMaps(folder) {
  const files = await readdir(folder, { recursive: true });
  return files.filter((name) => name.endsWith('.map')).map((name) => join(folder, name));
}
