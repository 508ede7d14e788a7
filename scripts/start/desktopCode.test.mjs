import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolder } from '../../test/support/withFolder.mjs';
import { findDesktopCode } from './desktopCode.mjs';

describe('findDesktopCode', () => {
  const withCode = (use) =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'code'), '', { mode: 0o755 });
      await use(folder, join(folder, 'code'));
    });

  it('takes `code` from the PATH where there is a display', () =>
    withCode(async (PATH, code) => {
      assert.equal(await findDesktopCode({ platform: 'linux', env: { PATH, DISPLAY: ':0' } }), code);
      assert.equal(await findDesktopCode({ platform: 'linux', env: { PATH, WAYLAND_DISPLAY: 'w' } }), code);
      assert.equal(await findDesktopCode({ platform: 'darwin', env: { PATH } }), code);
    }));

  it('takes none without a display, or over SSH', () =>
    withCode(async (PATH) => {
      assert.equal(await findDesktopCode({ platform: 'linux', env: { PATH } }), undefined);
      assert.equal(
        await findDesktopCode({ platform: 'darwin', env: { PATH, SSH_CONNECTION: 'x' } }),
        undefined,
      );
    }));

  it('says on Windows what to install', () =>
    withFolder((folder) =>
      assert.rejects(findDesktopCode({ platform: 'win32', env: { PATH: folder } }), {
        name: 'ScriptError',
        message: /^On Windows `npm start` needs VS Code: install it/,
      }),
    ));
});
