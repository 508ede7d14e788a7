import assert from 'node:assert/strict';
import { codeServerRelease } from './codeServerRelease.mjs';

describe('codeServerRelease', () => {
  it('has a Node for each supported system', () => {
    const systems = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
    for (const system of systems) {
      const [platform, arch] = system.split('-');
      assert.match(codeServerRelease(platform, arch).nodePackage.version, /^24\./);
    }
  });

  it('says what to install where there is none', () => {
    assert.throws(() => codeServerRelease('freebsd', 'x64'), {
      message: /not published for freebsd on x64: install VS Code/,
    });
  });
});
