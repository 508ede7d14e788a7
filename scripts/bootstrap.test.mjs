import assert from 'node:assert/strict';
import { checkNode } from './bootstrap.mjs';

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
