import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { Deadline } from './deadline';

describe('Deadline', () => {
  it('aborts when the time is over, and says that it was the time', async () => {
    const deadline = new Deadline(5);
    await once(deadline.signal, 'abort');
    assert.equal(deadline.passed, true);
  });

  it('aborts with another signal, before or after it began', () => {
    const outer = new AbortController();
    const before = new Deadline(60_000, outer.signal);
    outer.abort('enough');
    const after = new Deadline(60_000, outer.signal);
    assert.deepEqual([before.signal.reason, after.signal.reason], ['enough', 'enough']);
    assert.deepEqual([before.passed, after.passed], [false, false]);
    for (const each of [before, after]) each.dispose();
  });

  it('leaves nothing behind when the work was done in time', () => {
    const outer = new AbortController();
    new Deadline(60_000, outer.signal).dispose();
    assert.equal(getEventListeners(outer.signal, 'abort').length, 0);
    outer.abort();
  });
});
