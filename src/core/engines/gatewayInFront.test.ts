import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { isAbort, isHumanError } from '../errors';
import type { ChaosFront, ChaosFrontOptions } from './chaosFront';
import { endpointOf } from './engine';
import { type FakeAnswers, type FakeEmulator, licensed, startFakeEmulator, unlicensed } from './fakeEmulator';
import { createChaosFront } from './gatewayInFront';

const enginePath = join(import.meta.dirname, 'fakeEngine.cjs');

const settings = {
  gateway: true,
  port: { preferred: 0, whenEmulator: 'avoid' as const },
  regions: ['eu-west-1', 'us-east-1'],
};

const withFront = async (
  answers: FakeAnswers,
  work: (front: ChaosFront, emulator: FakeEmulator) => Promise<void>,
  { mode = 'well', ...options }: Partial<ChaosFrontOptions> & { mode?: string } = {},
) => {
  const emulator = await startFakeEmulator(answers);
  const env = { ...process.env, FAKE_ENGINE: mode, LOCALSTACK_AUTH_TOKEN: 'ls-secret' };
  const front = createChaosFront({ enginePath, env, settings: () => settings, ...options });
  try {
    await work(front, emulator);
  } finally {
    await front.close();
    front.dispose();
    await emulator.close();
  }
};

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('ChaosFront', () => {
  it('uses the Chaos API of an emulator that has one, without a gateway', () =>
    withFront(licensed, async (front, { endpoint }) => {
      const status = await front.open(endpoint);
      assert.deepEqual([status.state, status.endpoint, status.upstream], ['ready', endpoint, undefined]);
      assert.deepEqual(await front.look(), status);
    }));

  it('puts the gateway in front of one that has none, says why, and ends it without touching the emulator', () =>
    withFront(unlicensed, async (front, emulator) => {
      const lines: string[] = [];
      front.onDidLog(({ text }) => lines.push(text));
      const status = await front.open(emulator.endpoint);
      assert.notEqual(status.endpoint, emulator.endpoint);
      assert.deepEqual(
        [status.state, status.upstream],
        [
          'ready',
          {
            endpoint: emulator.endpoint,
            product: 'LocalStack 2026.4.0',
            reason: 'LocalStack 2026.4.0 runs without the Chaos API: its licence does not include it.',
          },
        ],
      );
      assert.deepEqual(await front.look(), status);
      assert.deepEqual(lines, [`chaos-lab engine on ${status.endpoint}`, 'Ready.']);
      await front.close();
      assert.deepEqual([await answers(status.endpoint), await answers(emulator.endpoint)], [false, true]);
    }));

  it('tells the gateway where the emulator is and in which regions to look, and keeps the token from it', () =>
    withFront(
      unlicensed,
      async (front, emulator) => {
        const { endpoint } = await front.open(emulator.endpoint);
        const ask = async (path: string) => (await fetch(endpoint + path)).json();
        assert.deepEqual(await ask('/arguments'), [
          '--port',
          '0',
          '--upstream',
          emulator.endpoint,
          '--regions',
          'eu-west-1,us-east-1',
          '--region',
          'eu-west-1',
          '--allow-aws',
          '--parent',
          String(process.pid),
        ]);
        assert.equal(((await ask('/environment')) as NodeJS.ProcessEnv).LOCALSTACK_AUTH_TOKEN, undefined);
      },
      { settings: () => ({ ...settings, allowRealAws: true }) },
    ));

  it('says that hits are counted from the log where it is read and nothing else counts them', async () => {
    const options = { readsLog: true };
    const hits = async (front: ChaosFront, { endpoint }: FakeEmulator) => {
      const { capabilities } = await front.open(endpoint);
      assert.deepEqual(await front.look().then((status) => status.capabilities), capabilities);
      return [capabilities.hitCounts, capabilities.hitsFromLog];
    };
    await withFront(
      licensed,
      async (front, emulator) => assert.deepEqual(await hits(front, emulator), [false, true]),
      options,
    );
    await withFront(
      unlicensed,
      async (front, emulator) => assert.deepEqual(await hits(front, emulator), [true, undefined]),
      options,
    );
  });

  it('leaves the emulator as it is when the gateway is off, and says what to do', () =>
    withFront(
      unlicensed,
      async (front, { endpoint }) => {
        const status = await front.open(endpoint);
        assert.deepEqual([status.state, status.endpoint], ['without-chaos', endpoint]);
        assert.match(
          status.reason ?? '',
          /its licence does not include it\. Turn the setting "chaos\.gateway" on/,
        );
      },
      { settings: () => ({ ...settings, gateway: false }) },
    ));

  it('listens beside what holds the preferred port', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await withFront(
      unlicensed,
      async (front, emulator) => {
        const { endpoint } = await front.open(emulator.endpoint);
        assert.notEqual(new URL(endpoint).port, String(port));
      },
      { settings: () => ({ ...settings, port: { preferred: port, whenEmulator: 'avoid' } }) },
    );
    taken.close();
  });

  it('refuses what is no emulator, and what does not answer', () =>
    withFront({ '/_localstack/health': [200, '<html>router</html>'] }, async (front, emulator) => {
      await assert.rejects(front.open(emulator.endpoint), (error) => {
        assert.ok(isHumanError(error));
        assert.match(error.message, /is a web page, no AWS emulator\. Check the endpoint\./);
        return true;
      });
      await emulator.close();
      await assert.rejects(
        front.open(emulator.endpoint),
        (error) => isHumanError(error) && error.kind === 'unreachable',
      );
    }));

  it('says why the gateway does not start', () =>
    withFront(
      unlicensed,
      async (front, { endpoint }) => {
        await assert.rejects(
          front.open(endpoint),
          /The gateway did not start: it ended with exit code 1: port 4566 is in use\./,
        );
      },
      { mode: 'dies' },
    ));

  it('does not take a gateway without chaos for one', () =>
    withFront(unlicensed, (front, { endpoint }) => assert.rejects(front.open(endpoint), isHumanError), {
      mode: 'mute',
    }));

  it('gives up an opening when it is cancelled, and when it is closed meanwhile', () =>
    withFront(
      unlicensed,
      async (front, { endpoint }) => {
        const cancel = new AbortController();
        const listening = front.onDidLog(() => cancel.abort());
        await assert.rejects(front.open(endpoint, cancel.signal), isAbort);
        listening.dispose();
        front.onDidLog(() => void front.close());
        await assert.rejects(front.open(endpoint), isAbort);
      },
      { mode: 'hangs' },
    ));

  it('tells when the gateway dies, with the next step, and can be opened again', () =>
    withFront(unlicensed, async (front, emulator) => {
      const lost = new Promise<string>((resolve) => front.onDidLose(resolve));
      const status = await front.open(emulator.endpoint);
      await answers(`${status.endpoint}/die`);
      assert.equal(
        await lost,
        'The gateway in front of LocalStack 2026.4.0 ended unexpectedly: it ended with exit code 3: out of luck. ' +
          'Start the engine again; its log tells more.',
      );
      await assert.rejects(front.look(), isHumanError);
      assert.equal((await front.open(emulator.endpoint)).state, 'ready');
    }));

  it('notices that the emulator went away behind the gateway', () =>
    withFront(unlicensed, async (front, emulator) => {
      assert.ok(endpointOf(await front.open(emulator.endpoint)));
      await emulator.close();
      await assert.rejects(front.look(), (error) => isHumanError(error) && error.kind === 'unreachable');
    }));
});
