import assert from 'node:assert/strict';
import { formatEvent, parseEvents } from './testEvent.mjs';

describe('test events', () => {
  it('are read line by line, without one that is still being written', () => {
    assert.deepEqual(parseEvents('{"type":"end"}\n{"type":"pa'), [{ type: 'end' }]);
  });

  it('show a failure with its error, indented below it', () => {
    const event = { type: 'fail', title: 'breaks', path: [], depth: 1, error: 'one\ntwo' };
    assert.equal(formatEvent(event), '    ✖ breaks\n      one\n      two\n');
  });

  it('show a duration only where a test is slow', () => {
    const event = { type: 'pass', title: 'works', path: [], depth: 0, durationMs: 999 };
    assert.equal(formatEvent(event), '  ✔ works\n');
    assert.equal(formatEvent({ ...event, durationMs: 1234.5 }), '  ✔ works (1235 ms)\n');
  });
});
