import assert from 'node:assert/strict';
import { Waiter } from './waiter';

const gone = new Error('gone');

describe('who waits for an answer', () => {
  it('leaves once, with the signal and whoever listens', () => {
    const waiter = new Waiter();
    const heard: string[] = [];
    waiter.onLeave(() => heard.push('replaced'));
    waiter.onLeave(() => heard.push('listener'));
    waiter.signal.addEventListener('abort', () => heard.push('signal'));
    assert.equal(waiter.left, undefined);
    waiter.leave(gone);
    waiter.leave(new Error('again'));
    assert.deepEqual(heard, ['signal', 'listener']);
    assert.deepEqual([waiter.left, waiter.signal.reason], [gone, gone]);
  });

  it('has left for who asks for the signal afterwards', () => {
    const waiter = new Waiter();
    waiter.leave(gone);
    assert.deepEqual([waiter.signal.aborted, waiter.signal.reason], [true, gone]);
  });

  it('is not listened to any more when the listener is taken back', () => {
    const waiter = new Waiter();
    waiter.onLeave(() => assert.fail());
    waiter.onLeave(undefined);
    waiter.leave(gone);
  });
});
