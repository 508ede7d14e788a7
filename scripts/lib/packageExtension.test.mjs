import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { withFolder } from '../../test/support/withFolder.mjs';
import { buildIfStale } from './buildExtension.mjs';
import { entryPoints, pageEntryPoints } from './entryPoints.mjs';
import { packageExtension } from './packageExtension.mjs';
import { root } from './paths.mjs';
import { createProgress } from './progress.mjs';
import { runCommand } from './runCommand.mjs';

const largestBytes = 5 * 1024 * 1024;

describe('packageExtension', function () {
  this.timeout(60_000);

  it('packages the bundles, the pictures, the schemas and the sample as git knows it, and nothing else', () =>
    withFolder(async (folder) => {
      await buildIfStale(createProgress(process.stderr));
      const zip = await readFile(await packageExtension(folder));
      const files = Object.keys(unzipSync(zip, { filter: ({ name }) => name.startsWith('extension/') }))
        .map((name) => name.slice('extension/'.length))
        .filter((name) => !name.endsWith('.LEGAL.txt'));
      const tracked = await runCommand('git', ['ls-files', 'media', 'sample-app', 'schemas'], { cwd: root });
      const bundles = Object.keys(entryPoints).map((name) => `dist/${name}.js`);
      for (const name of Object.keys(pageEntryPoints)) bundles.push(`dist/${name}.js`, `dist/${name}.css`);
      const pages = ['LICENSE.txt', 'changelog.md', 'package.json', 'readme.md'];
      assert.deepEqual(files.sort(), [...bundles, ...pages, ...tracked.trim().split('\n')].sort());
      assert.ok(zip.length < largestBytes, `${zip.length} bytes`);
    }));
});
