import assert from 'node:assert/strict';
import { countdown } from './countdown';

describe('countdown', () => {
  it('shows minutes and seconds, hours when there are any, and stops at zero', () => {
    assert.deepEqual([271_000, 270_001, 59_000, 3_661_000, 0, -5].map(countdown), [
      '04:31',
      '04:31',
      '00:59',
      '1:01:01',
      '00:00',
      '00:00',
    ]);
  });
});
