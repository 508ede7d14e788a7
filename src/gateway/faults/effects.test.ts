import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import { Effects } from './effects';

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the latency effect', () => {
  it('holds a request for as long as it is set to', async () => {
    const clock = new FakeClock();
    const effects = new Effects(clock);
    effects.setLatency(400);
    let passed = false;
    const delay = effects.delay(never).then(() => {
      passed = true;
    });
    clock.advance(399);
    await settled();
    assert.equal(passed, false);
    clock.advance(1);
    await delay;
    assert.equal(passed, true);
  });

  it('costs nothing when there is none', async () => {
    const clock = new FakeClock();
    await new Effects(clock).delay(never);
    assert.equal(clock.pending, 0);
  });

  it('lets go of a request whose client went away', async () => {
    const clock = new FakeClock();
    const effects = new Effects(clock);
    effects.setLatency(400);
    const controller = new AbortController();
    const delay = effects.delay(controller.signal);
    controller.abort(new Error('gone'));
    await assert.rejects(delay, /gone/);
    await assert.rejects(effects.delay(controller.signal), /gone/);
    assert.equal(clock.pending, 0);
  });

  it('goes with the owner who set it last', () => {
    const effects = new Effects(new FakeClock());
    effects.setLatency(400, 'one');
    effects.setLatency(200, 'two');
    effects.clearOwned('one');
    assert.equal(effects.latencyMs, 200);
    effects.clearOwned('two');
    assert.equal(effects.latencyMs, 0);
    effects.setLatency(100);
    effects.clearOwned('two');
    assert.equal(effects.latencyMs, 100);
  });
});
