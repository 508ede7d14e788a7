import assert from 'node:assert/strict';
import { AccessKeys } from './accessKeys';

describe('the access key to ask a region with', () => {
  it('is one that any emulator takes, until somebody shows another', () => {
    const keys = new AccessKeys();
    assert.equal(keys.of('us-east-1'), 'test');
    keys.saw('000000000001');
    assert.equal(keys.of('us-east-1'), '000000000001');
  });

  it('is that of who deployed there, whoever else calls since', () => {
    const keys = new AccessKeys();
    keys.wrote('us-east-1', '000000000001');
    keys.saw('000000000002');
    assert.deepEqual([keys.of('us-east-1'), keys.of('us-west-2')], ['000000000001', '000000000002']);
  });
});
