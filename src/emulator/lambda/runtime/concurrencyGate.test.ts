import assert from 'node:assert/strict';
import { ConcurrencyGate } from './concurrencyGate';

const isThrottled = { code: 'TooManyRequestsException', status: 429 };

describe('ConcurrencyGate', () => {
  it('lets the account run 1000 invocations at once, and one more when one is over', () => {
    const gate = new ConcurrencyGate();
    const leave = Array.from({ length: 1000 }, (_, n) => gate.enter(`function ${n % 7}`, undefined));
    assert.throws(() => gate.enter('another', undefined), isThrottled);
    leave[0]?.();
    gate.enter('another', undefined);
  });

  it('holds each function to its own reserve', () => {
    const gate = new ConcurrencyGate();
    const leave = gate.enter('a', 1);
    assert.throws(() => gate.enter('a', 1), isThrottled);
    gate.enter('b', 1);
    leave();
    gate.enter('a', 1);
  });
});
