import assert from 'node:assert/strict';
import { isAbort } from '../errors';
import { WriteQueue } from './writeQueue';

describe('WriteQueue', () => {
  it('runs one after the other, past one that fails', async () => {
    const queue = new WriteQueue();
    const seen: string[] = [];
    const slow = queue.run(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push('slow');
      throw new Error('refused');
    });
    const fast = queue.run(async () => {
      seen.push('fast');
      return 7;
    });
    await assert.rejects(slow, /refused/);
    assert.equal(await fast, 7);
    assert.deepEqual(seen, ['slow', 'fast']);
  });

  it('gives up what has not begun, and goes on with what comes after', async () => {
    const queue = new WriteQueue();
    let release = () => {};
    const begun = queue.run(() => new Promise<void>((resolve) => (release = resolve)));
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = queue.run(async () => assert.fail('ran'));
    queue.drop();
    const after = queue.run(async () => 'after');
    release();
    await begun;
    await assert.rejects(waiting, isAbort);
    assert.equal(await after, 'after');
  });
});
