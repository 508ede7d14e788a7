import assert from 'node:assert/strict';
import { isInstalled } from './installed.mjs';

describe('isInstalled', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/only-on-macos': { version: '1.0.0', integrity: 'sha512-m', optional: true },
  };

  it('holds when each package is there in its locked version, but for those of other platforms', () => {
    assert.equal(
      isInstalled(wanted, { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } }),
      true,
    );
  });

  it('fails when a package is missing, or of another version', () => {
    assert.equal(isInstalled(wanted, {}), false);
    assert.equal(
      isInstalled(wanted, { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-b' } }),
      false,
    );
  });
});
