// Bundles what is shipped: the extension (loaded by VS Code), the command line, and the engine it starts.
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const watch = process.argv.includes('--watch');
const minify = process.argv.includes('--production');

const options = {
  absWorkingDir: root,
  entryPoints: {
    extension: 'src/extension/extension.ts',
    cli: 'src/cli/cli.ts',
    engine: 'src/cli/engine/main.ts',
    'lambda-bootstrap': 'src/emulator/lambda/runtime/bootstrap.ts',
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  external: ['vscode'],
  // An ES module first: a UMD file's own require() calls would escape the bundle.
  mainFields: ['module', 'main'],
  sourcemap: minify ? false : 'linked',
  minify,
  legalComments: 'linked',
  logLevel: 'info',
};

await rm(join(root, 'dist'), { recursive: true, force: true });
if (watch) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await esbuild.build(options);
}
