import assert from 'node:assert/strict';
import { explainNpmFailure } from './npm.mjs';
import { CommandError } from './runCommand.mjs';

describe('explainNpmFailure', () => {
  it('says when npm is not there', () => {
    assert.match(
      explainNpmFailure(['ci'], new CommandError('', '', 'ENOENT')),
      /^npm was not found on the PATH/,
    );
  });

  it('tells a network that cannot be reached from a fault of the package', () => {
    const offline = new CommandError('', 'npm error code ENOTFOUND\nnpm error network request failed');
    assert.match(explainNpmFailure(['ci'], offline), /could not reach its registry \(ENOTFOUND\)/);
    const broken = new CommandError('', 'npm error code ERESOLVE\nnpm error could not resolve');
    assert.equal(
      explainNpmFailure(['ci'], broken),
      '`npm ci` failed: see what it said below, then run this again.\nnpm error code ERESOLVE\nnpm error could not resolve',
    );
  });
});
