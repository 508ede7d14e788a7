// node scripts/build.mjs [NAME …]
// Bundles what is shipped, or the named parts of it: the extension (loaded by VS Code), the command line, and the
// engine it starts.
import { readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as esbuild from 'esbuild';
import { dockerBundle } from './lib/dockerBundle.mjs';
import { entryPoints, pageEntryPoints } from './lib/entryPoints.mjs';
import { experimentsBundle } from './lib/experimentsBundle.mjs';
import { loadBundle } from './lib/loadBundle.mjs';
import { root } from './lib/paths.mjs';
import { routesBundle } from './lib/routesBundle.mjs';

const watch = process.argv.includes('--watch');
const minify = process.argv.includes('--production');
const names = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const dist = join(root, 'dist');

/** Those that were asked for; all of them when none was. */
const named = (entries) =>
  Object.fromEntries(Object.entries(entries).filter(([name]) => names.length === 0 || names.includes(name)));

const shared = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  // An ES module first: a UMD file's own require() calls would escape the bundle.
  mainFields: ['module', 'main'],
  sourcemap: minify ? false : 'linked',
  minify,
  legalComments: 'linked',
  logLevel: 'info',
  metafile: true,
};

const program = {
  ...shared,
  entryPoints: named(entryPoints),
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  external: ['vscode'],
  plugins: [dockerBundle, experimentsBundle, loadBundle, routesBundle],
};

/** Of the oldest VS Code that is supported. */
const page = {
  ...shared,
  entryPoints: named(pageEntryPoints),
  platform: 'browser',
  format: 'iife',
  target: 'chrome132',
};

const chosen = [program, page].filter((options) => Object.keys(options.entryPoints).length > 0);

if (watch) {
  for (const options of chosen) await (await esbuild.context(options)).watch();
} else {
  try {
    const results = await Promise.all(chosen.map((options) => esbuild.build(options)));
    if (names.length === 0) await removeOlder(results);
  } catch {
    process.exitCode = 1; // esbuild has said what is wrong
  }
}

/** Afterwards, not before: what still runs from `dist/` loads its modules meanwhile. */
async function removeOlder(builds) {
  const files = builds.flatMap(({ metafile }) => Object.keys(metafile.outputs));
  const made = new Set(files.map((file) => relative('dist', file).split('/')[0]));
  const outdated = (await readdir(dist)).filter((name) => !made.has(name));
  await Promise.all(outdated.map((name) => rm(join(dist, name), { recursive: true, force: true })));
}
