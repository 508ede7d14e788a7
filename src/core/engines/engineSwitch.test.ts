import assert from 'node:assert/strict';
import { FakeChaosApi } from '../http/fakeChaosApi';
import type { EngineStatus } from './engine';
import { EngineSwitch } from './engineSwitch';
import { ExternalEngine } from './externalEngine';

const engineAt = (endpoint: string) => new ExternalEngine({ endpoint, fetch: new FakeChaosApi().fetch });

describe('EngineSwitch', () => {
  it('stops the engine it leaves, and tells of the next one as of the first', async () => {
    const [first, second] = [engineAt('http://first'), engineAt('http://second')];
    const engine = new EngineSwitch(first);
    const seen: string[] = [];
    const tell = (status: EngineStatus) =>
      seen.push('endpoint' in status ? `${status.state} ${status.endpoint}` : status.state);
    engine.onDidChange(tell);
    await engine.start();
    await engine.select(second);
    await engine.start();
    await first.start();
    assert.deepEqual(seen, ['starting', 'ready http://first', 'stopped', 'starting', 'ready http://second']);
    engine.dispose();
    first.dispose();
  });
});
