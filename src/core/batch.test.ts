import assert from 'node:assert/strict';
import { Batch } from './batch';
import { FakeClock } from './fakeClock';

describe('Batch', () => {
  it('makes one piece of news of many, and begins anew after it', async () => {
    const clock = new FakeClock();
    const told: number[] = [];
    const batch = new Batch(clock, 100, () => told.push(clock.now()));
    batch.mark();
    await clock.advance(60);
    batch.mark();
    await clock.advance(60);
    batch.mark();
    await clock.advance(200);
    assert.deepEqual(told, [100, 220]);
  });

  it('tells nothing more once disposed of', async () => {
    const clock = new FakeClock();
    const batch = new Batch(clock, 100, () => assert.fail('told'));
    batch.mark();
    batch.dispose();
    await clock.advance(500);
    assert.equal(clock.pending, 0);
  });
});
