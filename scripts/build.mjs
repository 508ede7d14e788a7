// node scripts/build.mjs [NAME …]
// Bundles what is shipped, or the named parts of it: the extension (loaded by VS Code), the command line, and the
// engine it starts.
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { dockerBundle } from './lib/dockerBundle.mjs';
import { entryPoints } from './lib/entryPoints.mjs';
import { root } from './lib/paths.mjs';

const watch = process.argv.includes('--watch');
const minify = process.argv.includes('--production');
const names = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const dist = join(root, 'dist');

const options = {
  absWorkingDir: root,
  entryPoints: names.length
    ? Object.fromEntries(names.map((name) => [name, entryPoints[name]]))
    : entryPoints,
  outdir: dist,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  external: ['vscode'],
  plugins: [dockerBundle],
  // An ES module first: a UMD file's own require() calls would escape the bundle.
  mainFields: ['module', 'main'],
  sourcemap: minify ? false : 'linked',
  minify,
  legalComments: 'linked',
  logLevel: 'info',
  metafile: true,
};

if (watch) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  try {
    const result = await esbuild.build(options);
    if (names.length === 0) await removeOlder(result);
  } catch {
    process.exitCode = 1; // esbuild has said what is wrong
  }
}

/** Afterwards, not before: what still runs from `dist/` loads its modules meanwhile. */
async function removeOlder({ metafile }) {
  const made = new Set(Object.keys(metafile.outputs).map((file) => basename(file)));
  const outdated = (await readdir(dist)).filter((name) => !made.has(name));
  await Promise.all(outdated.map((name) => rm(join(dist, name), { recursive: true, force: true })));
}
