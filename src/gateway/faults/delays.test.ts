import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import { Delays } from './delays';

const setUp = () => {
  const clock = new FakeClock();
  const controller = new AbortController();
  return { clock, controller, signal: controller.signal, delays: new Delays(clock) };
};

describe('delays', () => {
  it('end when their time is over', async () => {
    const { clock, signal, delays } = setUp();
    const [short, long] = [delays.wait(10, signal), delays.wait(20, signal)];
    clock.advance(10);
    assert.deepEqual([await short, delays.size], [true, 1]);
    clock.advance(10);
    assert.deepEqual([await long, delays.size], [true, 0]);
  });

  it('end at once when all are let go', async () => {
    const { clock, signal, delays } = setUp();
    const waiting = [delays.wait(10, signal), delays.wait(20, signal)];
    delays.letAllGo();
    assert.deepEqual(await Promise.all(waiting), [false, false]);
    assert.deepEqual([clock.pending, delays.size], [0, 0]);
  });

  it('end with the reason of the signal when it aborts, also before they begin', async () => {
    const { clock, controller, signal, delays } = setUp();
    const waiting = delays.wait(10, signal);
    controller.abort(new Error('gone'));
    await assert.rejects(waiting, /gone/);
    await assert.rejects(delays.wait(10, signal), /gone/);
    assert.deepEqual([clock.pending, delays.size], [0, 0]);
  });
});
