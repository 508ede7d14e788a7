import assert from 'node:assert/strict';
import { isAbort, isHumanError } from '../errors';
import { FakeClock } from '../fakeClock';
import { FakeChaosApi } from '../http/fakeChaosApi';
import type { EngineStatus } from './engine';
import { ExternalEngine } from './externalEngine';

const setUp = () => {
  const api = new FakeChaosApi();
  const clock = new FakeClock();
  const engine = new ExternalEngine({ endpoint: 'localhost:4566/', clock, fetch: api.fetch });
  const seen: EngineStatus['state'][] = [];
  engine.onDidChange(({ state }) => seen.push(state));
  return { api, clock, engine, seen };
};

const refuse = () => {
  throw new TypeError('fetch failed');
};

describe('ExternalEngine', () => {
  it('attaches to what answers, and lets go without a trace', async () => {
    const { api, clock, engine, seen } = setUp();
    await engine.start();
    assert.equal(engine.current.state === 'ready' && engine.current.endpoint, 'http://localhost:4566');
    await engine.stop();
    assert.deepEqual([seen, clock.pending], [['starting', 'ready', 'stopped'], 0]);
    assert.deepEqual(
      api.requests.filter(({ method }) => method !== 'GET'),
      [],
    );
  });

  it('refuses to attach when nothing answers, with the next step', async () => {
    const { api, clock, engine } = setUp();
    api.before = refuse;
    await assert.rejects(engine.start(), (error) => isHumanError(error) && error.kind === 'unreachable');
    assert.deepEqual([engine.current.state, clock.pending], ['failed', 0]);
  });

  it('notices that the engine went away, and that it is back', async () => {
    const { api, clock, engine, seen } = setUp();
    await engine.start();
    api.before = refuse;
    await clock.advance(5000);
    assert.match(engine.current.state === 'failed' ? engine.current.reason : '', /Nothing answers at/);
    api.before = () => {};
    await clock.advance(5000);
    assert.deepEqual(seen, ['starting', 'ready', 'failed', 'ready']);
    engine.dispose();
    assert.equal(clock.pending, 0);
  });

  it('is stopped when attaching is cancelled, by the caller or by a stop', async () => {
    const { api, engine } = setUp();
    api.before = () => new Promise(() => {});
    const cancel = new AbortController();
    const started = assert.rejects(engine.start(cancel.signal), isAbort);
    cancel.abort();
    await started;
    assert.equal(engine.current.state, 'stopped');
    const again = assert.rejects(engine.start(), isAbort);
    await engine.stop();
    await again;
    assert.equal(engine.current.state, 'stopped');
  });

  it('refuses an endpoint that is no URL', () => {
    assert.throws(() => new ExternalEngine({ endpoint: 'ftp://x' }), /"ftp:\/\/x" is not an endpoint\. Give/);
  });
});
