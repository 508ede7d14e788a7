import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { isAbort, isHumanError } from '../errors';
import { isEmulatorThere } from './choosePort';
import { EmbeddedEngine, type EmbeddedEngineOptions } from './embeddedEngine';
import { type EngineStatus, endpointOf } from './engine';

const enginePath = join(import.meta.dirname, 'fakeEngine.cjs');

type Mode = 'well' | 'dies' | 'hangs' | 'deaf' | 'mute';

const withFake = async (
  mode: Mode,
  work: (engine: EmbeddedEngine, seen: EngineStatus['state'][]) => Promise<void>,
  options: Partial<EmbeddedEngineOptions> = {},
) => {
  const engine = new EmbeddedEngine({
    enginePath,
    env: { ...process.env, FAKE_ENGINE: mode, NODE_OPTIONS: '--trace-warnings' },
    settings: () => ({ port: { preferred: 0, whenEmulator: 'report' } }),
    ...options,
  });
  const seen: EngineStatus['state'][] = [];
  engine.onDidChange(({ state }) => seen.at(-1) !== state && seen.push(state));
  try {
    await work(engine, seen);
  } finally {
    await engine.stop();
    engine.dispose();
  }
};

const until = (engine: EmbeddedEngine, state: EngineStatus['state']) =>
  new Promise<EngineStatus>((resolve) => {
    if (engine.current.state === state) resolve(engine.current);
    engine.onDidChange((status) => status.state === state && resolve(status));
  });

/** Whether anything accepts connections there. */
const answers = async (endpoint: string) => {
  try {
    await fetch(endpoint);
    return true;
  } catch {
    return false;
  }
};

const failedReason = ({ current }: EmbeddedEngine) =>
  current.state === 'failed' ? current.reason : undefined;

describe('EmbeddedEngine', () => {
  it('starts, tells what the engine can do, and stops it', () =>
    withFake('well', async (engine, seen) => {
      const lines: string[] = [];
      engine.onDidLog((line) => lines.push(line.text));
      await engine.start();
      const endpoint = endpointOf(engine.current) ?? '';
      assert.deepEqual(engine.current, {
        state: 'ready',
        endpoint,
        capabilities: {
          faults: true,
          effects: true,
          leases: true,
          events: true,
          hitCounts: true,
          latencyPerRule: false,
          product: 'fake 0',
        },
      });
      assert.deepEqual(lines, [`chaos-lab engine on ${endpoint}`, 'Ready.']);
      await engine.stop();
      assert.equal(await answers(endpoint), false);
      assert.deepEqual(seen, ['starting', 'ready', 'stopped']);
    }));

  it('hands its process on to the engine, and nothing that steers its own', () =>
    withFake(
      'well',
      async (engine) => {
        await engine.start();
        const ask = async (path: string): Promise<Record<string, unknown>> =>
          (await fetch(endpointOf(engine.current) + path)).json() as Promise<Record<string, unknown>>;
        assert.deepEqual(await ask('/arguments'), [
          '--port',
          '0',
          '--data',
          '/data dir',
          '--region',
          'eu-west-1',
          '--seed',
          '7',
          '--parent',
          String(process.pid),
        ]);
        const environment = await ask('/environment');
        assert.deepEqual([environment.ELECTRON_RUN_AS_NODE, environment.NODE_OPTIONS], ['1', undefined]);
      },
      {
        settings: () => ({
          port: { preferred: 0, whenEmulator: 'report' },
          dataDir: '/data dir',
          region: 'eu-west-1',
          args: ['--seed', '7'],
        }),
      },
    ));

  it('starts once, whoever asks, and again after a stop', () =>
    withFake('well', async (engine, seen) => {
      await Promise.all([engine.start(), engine.start()]);
      await engine.start();
      await Promise.all([engine.stop(), engine.stop(), engine.start()]);
      assert.deepEqual(seen, ['starting', 'ready', 'stopped', 'starting', 'ready']);
    }));

  it('says what the engine said last when it does not start', () =>
    withFake('dies', async (engine) => {
      await assert.rejects(engine.start(), isHumanError);
      assert.equal(
        failedReason(engine),
        'The engine did not start: it ended with exit code 1: port 4566 is in use.',
      );
    }));

  it('says so when the engine is not there at all', () =>
    withFake(
      'well',
      async (engine) => {
        await assert.rejects(engine.start(), /The engine did not start: .*ENOENT/);
      },
      { execPath: '/no/such/program' },
    ));

  it('ends an engine that does not serve in time', () =>
    withFake(
      'hangs',
      async (engine) => {
        await assert.rejects(engine.start(), /did not serve within 0\.3 s and was ended/);
        assert.equal(engine.current.state, 'failed');
      },
      { startTimeoutMs: 300 },
    ));

  it('is stopped, not failed, when its start is cancelled', () =>
    withFake('hangs', async (engine, seen) => {
      const cancel = new AbortController();
      engine.onDidLog(() => cancel.abort());
      await assert.rejects(engine.start(cancel.signal), isAbort);
      assert.deepEqual(seen, ['starting', 'stopped']);
    }));

  it('gives up a start when it is stopped meanwhile', () =>
    withFake('hangs', async (engine, seen) => {
      const started = assert.rejects(engine.start(), isAbort);
      await engine.stop();
      await started;
      assert.deepEqual(seen, ['starting', 'stopped']);
    }));

  it('is stopped in the end when a stop comes last, whatever came before', () =>
    withFake('well', async (engine) => {
      await engine.start();
      const first = engine.stop();
      const again = assert.rejects(engine.start(), isAbort);
      await engine.stop();
      await Promise.all([first, again]);
      assert.equal(engine.current.state, 'stopped');
    }));

  it('tells when the engine dies, with its last words and the next step, and can start again', () =>
    withFake('well', async (engine, seen) => {
      await engine.start();
      await answers(`${endpointOf(engine.current)}/die`);
      await until(engine, 'failed');
      assert.equal(
        failedReason(engine),
        'The engine ended unexpectedly: it ended with exit code 3: out of luck. Start it again; its log tells more.',
      );
      await engine.start();
      assert.deepEqual(seen, ['starting', 'ready', 'failed', 'starting', 'ready']);
    }));

  it('kills an engine that does not end when asked', () =>
    withFake(
      'deaf',
      async (engine) => {
        await engine.start();
        const endpoint = endpointOf(engine.current) ?? '';
        await engine.stop();
        assert.equal(await answers(endpoint), false);
      },
      { stopGraceMs: 200 },
    ));

  it('reports an engine without chaos as such', () =>
    withFake('mute', async (engine) => {
      await engine.start();
      assert.equal(engine.current.state, 'without-chaos');
    }));

  it('reports the emulator that answers at the preferred port instead of starting another', async () => {
    const server = createServer((_, response) => response.end('{"services":{}}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    let whenEmulator: 'report' | 'avoid' = 'report';
    await withFake(
      'well',
      async (engine) => {
        await assert.rejects(engine.start(), (error) => {
          assert.ok(isEmulatorThere(error));
          assert.equal(error.endpoint, `http://127.0.0.1:${port}`);
          return true;
        });
        whenEmulator = 'avoid';
        await engine.start();
        assert.notEqual(endpointOf(engine.current), `http://127.0.0.1:${port}`);
      },
      { settings: () => ({ port: { preferred: port, whenEmulator } }) },
    );
    server.close();
  });
});
