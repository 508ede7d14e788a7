import assert from 'node:assert/strict';
import { FakeClock } from '../../fakeClock';
import type { FullActivity, HttpProvider } from '../format/experiment';
import type { RunProgress } from './runOptions';
import { tellWaiting } from './tellWaiting';

const asks = (provider: Partial<HttpProvider> = {}): FullActivity => ({
  type: 'probe',
  name: 'GET /test',
  provider: { type: 'http', url: 'http://localhost/', ...provider },
});

const wait = () => {
  const said: RunProgress[] = [];
  return { said, clock: new FakeClock(), tell: (progress: RunProgress) => void said.push(progress) };
};

describe('tellWaiting', () => {
  it('says once, with the way out, that an activity without a timeout still waits', async () => {
    const waiting = wait();
    tellWaiting(asks(), waiting);
    await waiting.clock.advance(29_000);
    assert.deepEqual(waiting.said, []);
    await waiting.clock.advance(60_000);
    const message =
      'GET /test has waited for 30 s, and nothing ends it: give its provider a timeout, or end the run.';
    assert.deepEqual(waiting.said, [{ kind: 'log', level: 'warning', message }]);
  });

  it('says nothing of one that has ended, or that its timeout ends', async () => {
    const waiting = wait();
    tellWaiting(asks(), waiting).dispose();
    tellWaiting(asks({ timeout: 60 }), waiting);
    await waiting.clock.advance(90_000);
    assert.deepEqual([waiting.said, waiting.clock.pending], [[], 0]);
  });
});
