import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolder } from '../../test/support/withFolder.mjs';
import { prepareWorkspace } from './workspace.mjs';

describe('prepareWorkspace', () => {
  it('copies the sample without what tools made there', () =>
    withFolder(async (folder) => {
      const sample = join(folder, 'sample');
      await mkdir(join(sample, 'terraform', '.terraform'), { recursive: true });
      await mkdir(join(sample, 'node_modules'));
      await writeFile(join(sample, 'terraform', 'main.tf'), 'one');
      const workspace = await prepareWorkspace(join(folder, 'workspace'), sample);
      assert.deepEqual(await readdir(workspace, { recursive: true }), [
        'terraform',
        join('terraform', 'main.tf'),
      ]);
      assert.deepEqual((await readdir(folder)).sort(), ['sample', 'workspace']);
    }));

  it('leaves what a person changed as it is', () =>
    withFolder(async (folder) => {
      const [workspace, sample] = [join(folder, 'workspace'), join(folder, 'sample')];
      await mkdir(sample);
      await writeFile(join(sample, 'a'), 'theirs');
      await prepareWorkspace(workspace, sample);
      await writeFile(join(workspace, 'a'), 'mine');
      await prepareWorkspace(workspace, sample);
      assert.equal(await readFile(join(workspace, 'a'), 'utf8'), 'mine');
    }));
});
