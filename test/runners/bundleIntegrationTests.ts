import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { cacheFolder, root } from '../../scripts/lib/paths.mjs';
import { findFiles } from './findFiles.mjs';

/** Modules that find files relative to themselves go on doing so from inside the bundle. */
const ownLocation: Plugin = {
  name: 'own-location',
  setup({ onLoad }) {
    onLoad({ filter: /(scripts|test)\/.*\.mjs$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
    }));
  },
};

/**
 * Bundles the integration tests for the extension host, which loads JavaScript only.
 *
 * @returns what VS Code takes as `extensionTestsPath`
 */
export async function bundleIntegrationTests(): Promise<string> {
  const outdir = join(cacheFolder, 'test', 'integration');
  await rm(outdir, { recursive: true, force: true });
  const tests = await findFiles('test/integration', '.test.ts');
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'test/runners/extensionHost/index.ts', out: 'index' },
      ...tests.map((file) => ({ in: file, out: file.replace(/^test\/integration\/(.*)\.ts$/, '$1') })),
    ],
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    packages: 'external',
    external: ['vscode'],
    plugins: [ownLocation],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(outdir, 'index.js');
}
