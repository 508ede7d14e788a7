import assert from 'node:assert/strict';
import { Turns } from './turns';

describe('Turns', () => {
  it('lets one begin when the one before has ended, well or not', async () => {
    const turns = new Turns();
    const events: string[] = [];
    const work = (name: string, fail = false) =>
      turns.take(async () => {
        events.push(`${name} begins`);
        await new Promise(setImmediate);
        events.push(`${name} ends`);
        if (fail) throw new Error(name);
        return name;
      });
    const results = await Promise.allSettled([work('a'), work('b', true), work('c')]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(events, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });
});
