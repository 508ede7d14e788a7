import assert from 'node:assert/strict';
import { FakeClock } from './fakeClock';
import { Poller } from './poller';

describe('Poller', () => {
  const setUp = () => {
    const clock = new FakeClock();
    const rounds: number[] = [];
    let release: (() => void) | undefined;
    let slow = false;
    const poller = new Poller(
      clock,
      () => 1000,
      async () => {
        rounds.push(clock.now());
        if (slow) await new Promise<void>((resolve) => (release = resolve));
      },
    );
    return { clock, rounds, poller, slowDown: () => (slow = true), release: () => release?.() };
  };

  it('pauses an interval after each round', async () => {
    const { clock, rounds, poller } = setUp();
    poller.poke();
    await clock.advance(2500);
    assert.deepEqual(rounds, [0, 1000, 2000]);
    poller.dispose();
  });

  it('follows a poke during a slow round with one more round, never with two at once', async () => {
    const { clock, rounds, poller, slowDown, release } = setUp();
    slowDown();
    poller.poke();
    poller.poke();
    poller.poke();
    await clock.advance(300);
    assert.deepEqual(rounds, [0]);
    release();
    await clock.advance(0);
    assert.deepEqual(rounds, [0, 300]);
    poller.dispose();
  });

  it('leaves no timer when it rests or is disposed of, even from within a round', async () => {
    const { clock, rounds, poller, slowDown, release } = setUp();
    poller.poke();
    await clock.advance(0);
    poller.rest();
    assert.equal(clock.pending, 0);
    slowDown();
    poller.poke();
    poller.dispose();
    release();
    await clock.advance(5000);
    assert.deepEqual([clock.pending, rounds], [0, [0, 0]]);
  });
});
