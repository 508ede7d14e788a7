import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolder } from '../../../test/support/withFolder.mjs';
import { temporaryName, unsavedIn } from './unsaved';

describe('unsavedIn', () => {
  it('finds what a process that is gone has left, the newest first', () =>
    withFolder(async (folder: string) => {
      const [older, newer, running] = [
        temporaryName(new Date(Date.UTC(2026, 0, 1)), 1),
        temporaryName(new Date(Date.UTC(2026, 0, 2)), 2),
        temporaryName(new Date(Date.UTC(2026, 0, 3)), 3),
      ];
      for (const name of [older, newer, running, 'mine.chaoslog']) await writeFile(join(folder, name), '');
      const found = await unsavedIn(folder, (pid) => pid === 3);
      assert.deepEqual(found, [join(folder, newer), join(folder, older)]);
    }));

  it('finds nothing where nothing was recorded', async () => {
    assert.deepEqual(await unsavedIn('/nowhere/at/all'), []);
  });

  it('leaves alone what this process writes', () =>
    withFolder(async (folder: string) => {
      await writeFile(join(folder, temporaryName(new Date(), process.pid)), '');
      assert.deepEqual(await unsavedIn(folder), []);
    }));
});
