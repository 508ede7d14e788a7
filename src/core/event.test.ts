import assert from 'node:assert/strict';
import { Emitter, Tracker } from './event';

describe('Emitter', () => {
  it('reaches every listener although one throws, and reports the error', () => {
    const errors: unknown[] = [];
    const emitter = new Emitter<number>((error) => errors.push(error));
    const seen: number[] = [];
    emitter.event(() => {
      throw new Error('broken listener');
    });
    emitter.event((value) => seen.push(value));
    emitter.fire(7);
    assert.deepEqual(seen, [7]);
    assert.deepEqual(errors.map(String), ['Error: broken listener']);
  });

  it('forgets a listener that was disposed of, once', () => {
    const emitter = new Emitter<number>();
    const seen: number[] = [];
    const listen = (value: number) => seen.push(value);
    const first = emitter.event(listen);
    emitter.event(listen);
    first.dispose();
    first.dispose();
    emitter.fire(1);
    assert.deepEqual(seen, [1]);
  });
});

describe('Tracker', () => {
  it('tells of changes only', () => {
    const tracker = new Tracker('a');
    const seen: string[] = [];
    tracker.onDidChange((value) => seen.push(value));
    tracker.set('a');
    tracker.set('b');
    assert.deepEqual([seen, tracker.current], [['b'], 'b']);
  });
});
