// @ts-check
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from './paths.mjs';
import { runCommand } from './runCommand.mjs';

const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
const ignoreFile = '.vscodeignore';
/** Never packaged, and large where they are. */
const leftOut = /^(node_modules|\.terraform|\.serverless)$|\.map$/;

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
  const stage = await mkdtemp(join(tmpdir(), 'chaos-lab-package-'));
  try {
    await copyTo(stage);
    await runCommand(process.execPath, [vsce, 'package', ...options], { cwd: stage });
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
  return file;
}

/**
 * What is named in `.vscodeignore`, and it. vsce looks at every file there is before it leaves out any: beside what is
 * installed here that takes most of a minute.
 *
 * @param {string} stage
 */
async function copyTo(stage) {
  const lines = (await readFile(join(root, ignoreFile), 'utf8')).split('\n');
  const named = lines.flatMap((line) => /^!([^/*]+)/.exec(line)?.[1] ?? []);
  const filter = (/** @type {string} */ path) => !leftOut.test(basename(path));
  for (const each of new Set([ignoreFile, ...named]))
    await cp(join(root, each), join(stage, each), { recursive: true, filter });
}
