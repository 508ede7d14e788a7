import assert from 'node:assert/strict';
import { join } from 'node:path';
import { isAbort, isHumanError } from '../errors';
import { FakeClock } from '../fakeClock';
import { FakeChaosApi } from '../http/fakeChaosApi';
import { type EngineStatus, endpointOf } from './engine';
import { ExternalEngine } from './externalEngine';
import { type FakeAnswers, type FakeEmulator, startFakeEmulator, unlicensed } from './fakeEmulator';

const setUp = (answer?: (path: string) => string) => {
  const api = new FakeChaosApi();
  const clock = new FakeClock();
  const fetch: typeof globalThis.fetch = async (input, init) =>
    answer ? new Response(answer(new URL(String(input)).pathname)) : api.fetch(input, init);
  const engine = new ExternalEngine({ endpoint: 'localhost:4566/', clock, fetch });
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

  it('refuses AWS itself, asks it nothing, and says why', async () => {
    const api = new FakeChaosApi();
    const engine = new ExternalEngine({ endpoint: 'https://sts.amazonaws.com', fetch: api.fetch });
    await assert.rejects(
      engine.start(),
      /^HumanError: sts\.amazonaws\.com is AWS itself: .* "chaos\.allowRealAws"/,
    );
    assert.deepEqual([engine.current.state, api.requests], ['failed', []]);
  });

  it('stays detached from what is no emulator, and says what it is', async () => {
    const { clock, engine } = setUp((path) => (path === '/_localstack/health' ? '<html></html>' : ''));
    await assert.rejects(engine.start(), /is a web page, no AWS emulator\. Check the endpoint\./);
    assert.deepEqual([engine.current.state, clock.pending], ['failed', 0]);
  });
});

describe('ExternalEngine of an emulator without chaos', () => {
  const withEngine = async (
    work: (engine: ExternalEngine, emulator: FakeEmulator, clock: FakeClock) => Promise<void>,
    { gateway = true, answers = unlicensed }: { gateway?: boolean; answers?: FakeAnswers } = {},
  ) => {
    const emulator = await startFakeEmulator(answers);
    const clock = new FakeClock();
    const engine = new ExternalEngine({
      endpoint: emulator.endpoint,
      clock,
      gateway: {
        enginePath: join(import.meta.dirname, 'fakeEngine.cjs'),
        env: { ...process.env, FAKE_ENGINE: 'well' },
        settings: () => ({ gateway, port: { preferred: 0, whenEmulator: 'avoid' }, regions: ['us-east-1'] }),
      },
    });
    try {
      await work(engine, emulator, clock);
    } finally {
      await engine.stop();
      engine.dispose();
      await emulator.close();
    }
    assert.equal(clock.pending, 0, 'timers left over');
  };

  const until = (engine: ExternalEngine, state: EngineStatus['state']) =>
    new Promise<EngineStatus>((resolve) => {
      if (engine.current.state === state) resolve(engine.current);
      engine.onDidChange((status) => status.state === state && resolve(status));
    });

  const upstreamOf = ({ current }: ExternalEngine) =>
    current.state === 'ready' ? current.upstream : undefined;

  const answers = (url: string) =>
    fetch(url).then(
      () => true,
      () => false,
    );

  it('is ready at the gateway, which ends with it while the emulator goes on', () =>
    withEngine(async (engine, emulator) => {
      await engine.start();
      const gateway = endpointOf(engine.current) ?? '';
      assert.deepEqual(
        [upstreamOf(engine)?.endpoint, upstreamOf(engine)?.product],
        [emulator.endpoint, 'LocalStack 2026.4.0'],
      );
      await engine.stop();
      assert.deepEqual([await answers(gateway), await answers(emulator.endpoint)], [false, true]);
    }));

  it('is without chaos, for a reason, when the gateway is off', () =>
    withEngine(
      async (engine, { endpoint }) => {
        await engine.start();
        const { current } = engine;
        assert.deepEqual([current.state, endpointOf(current)], ['without-chaos', endpoint]);
      },
      { gateway: false },
    ));

  it('fails when the gateway dies, with the next step, and can start again', () =>
    withEngine(async (engine) => {
      await engine.start();
      void answers(`${endpointOf(engine.current)}/die`);
      const status = await until(engine, 'failed');
      assert.match(
        status.state === 'failed' ? status.reason : '',
        /^The gateway in front of LocalStack 2026\.4\.0 ended unexpectedly: .* Start the engine again/,
      );
      await engine.start();
      assert.equal(engine.current.state, 'ready');
    }));

  it('notices that the emulator behind the gateway went away, and that it is back', () =>
    withEngine(async (engine, emulator, clock) => {
      await engine.start();
      const { port } = new URL(emulator.endpoint);
      await emulator.close();
      const gone = until(engine, 'failed');
      void clock.advance(5000);
      await gone;
      const again = await startFakeEmulator(unlicensed, Number(port));
      const back = until(engine, 'ready');
      void clock.advance(5000);
      await back;
      assert.equal(upstreamOf(engine)?.product, 'LocalStack 2026.4.0');
      await again.close();
    }));
});
