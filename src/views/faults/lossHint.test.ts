import assert from 'node:assert/strict';
import type { EngineStatus } from '../../core/engines/engine';
import { Emitter } from '../../core/event';
import { FakeClock } from '../../core/fakeClock';
import { LossHint } from './lossHint';

const setUp = () => {
  const lost = new Emitter<{ reason: string }>();
  const switched = new Emitter<void>();
  const engine = new Emitter<EngineStatus>();
  const clock = new FakeClock();
  const hint = new LossHint({
    clock,
    onDidLose: lost.event,
    onDidSwitch: switched.event,
    engine: { onDidChange: engine.event },
  });
  lost.fire({ reason: 'What you had set is gone: lambda in us-east-1.' });
  return { hint, lost, switched, engine, clock };
};

describe('LossHint', () => {
  it('says what is gone until a person switches a fault', () => {
    const { hint, switched } = setUp();
    assert.equal(hint.current, 'What you had set is gone: lambda in us-east-1.');
    switched.fire();
    assert.equal(hint.current, undefined);
  });

  it('is no news after two minutes, counted from the last loss', async () => {
    const { hint, lost, clock } = setUp();
    await clock.advance(119_000);
    lost.fire({ reason: 'And the latency.' });
    await clock.advance(119_000);
    assert.equal(hint.current, 'And the latency.');
    await clock.advance(1000);
    assert.equal(hint.current, undefined);
  });

  it('has nothing to say of an engine that has ended, and lets go of what it listens to', () => {
    const { hint, lost, switched, engine } = setUp();
    engine.fire({ state: 'stopped' });
    assert.equal(hint.current, undefined);
    hint.dispose();
    assert.deepEqual([lost.size, switched.size, engine.size], [0, 0, 0]);
  });
});
