import assert from 'node:assert/strict';
import { AccessKeys } from './accessKeys';

describe('the access keys to ask a region with', () => {
  it('are one that any emulator takes, until somebody shows another', () => {
    const keys = new AccessKeys();
    assert.deepEqual(keys.of('us-east-1'), ['test']);
    keys.saw('000000000001');
    assert.deepEqual(keys.of('us-east-1'), ['000000000001']);
  });

  it('are those of who deployed there, the last one first, whoever else calls since', () => {
    const keys = new AccessKeys();
    for (const key of ['1', '2', '1', '1']) keys.wrote('us-east-1', key);
    keys.saw('3');
    assert.deepEqual([keys.of('us-east-1'), keys.of('us-west-2')], [['1', '2'], ['3']]);
  });

  it('are bounded, whatever callers make up', () => {
    const keys = new AccessKeys();
    for (let n = 0; n < 1000; n += 1) keys.wrote('us-east-1', String(n));
    for (let n = 0; n < 1000; n += 1) keys.wrote(`region-${n}`, 'x');
    assert.deepEqual(keys.of('us-east-1'), ['999', '998', '997', '996']);
    assert.deepEqual([keys.of('region-50'), keys.of('region-500')], [['x'], ['test']]);
  });
});
