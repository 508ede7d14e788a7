import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { withFolder } from '../../test/support/withFolder.mjs';
import { findProgram } from './findProgram.mjs';

describe('findProgram', () => {
  it('takes the first one on the PATH that can be run', () =>
    withFolder(async (folder) => {
      const [one, two] = [join(folder, 'one'), join(folder, 'two')];
      await mkdir(one);
      await mkdir(two);
      await writeFile(join(one, 'tool'), '', { mode: 0o644 });
      await writeFile(join(two, 'tool'), '', { mode: 0o755 });
      assert.equal(await findProgram('tool', ['', one, two].join(delimiter)), join(two, 'tool'));
      assert.equal(await findProgram('other', two), undefined);
    }));
});
