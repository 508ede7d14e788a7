import assert from 'node:assert/strict';
import { checkNode, isInstalled } from './bootstrap.mjs';

describe('checkNode', () => {
  it('accepts the oldest supported Node and newer ones', () => {
    for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0']) checkNode(version);
  });

  it('names the version that is needed and the one that runs', () => {
    for (const version of ['18.20.4', '20.18.3']) {
      assert.throws(() => checkNode(version), {
        message: `Chaos Lab needs Node.js 20.19 or newer and this is ${version}: install a newer one from https://nodejs.org.`,
      });
    }
  });
});

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
