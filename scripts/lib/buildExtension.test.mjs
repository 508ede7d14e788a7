import assert from 'node:assert/strict';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolder } from '../../test/support/withFolder.mjs';
import { isStale } from './buildExtension.mjs';

describe('isStale', () => {
  const made = (folder) => [join(folder, 'dist.js')];
  const from = (folder) => [join(folder, 'src'), join(folder, 'not-in-every-clone')];

  const write = async (file, time) => {
    await writeFile(file, '');
    await utimes(file, time, time);
  };

  it('holds until what is made is there, and again when a source is newer', () =>
    withFolder(async (folder) => {
      await mkdir(join(folder, 'src', 'deep'), { recursive: true });
      await write(join(folder, 'src', 'deep', 'a.ts'), 100);
      assert.equal(await isStale(made(folder), from(folder)), true);
      await write(join(folder, 'dist.js'), 200);
      assert.equal(await isStale(made(folder), from(folder)), false);
      await write(join(folder, 'src', 'deep', 'a.ts'), 300);
      assert.equal(await isStale(made(folder), from(folder)), true);
    }));

  it('takes no notice of unit tests, which are not built', () =>
    withFolder(async (folder) => {
      await mkdir(join(folder, 'src'));
      await write(join(folder, 'src', 'a.ts'), 100);
      await write(join(folder, 'dist.js'), 200);
      await write(join(folder, 'src', 'a.test.ts'), 300);
      assert.equal(await isStale(made(folder), from(folder)), false);
    }));
});
