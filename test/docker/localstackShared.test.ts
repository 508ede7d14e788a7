import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endpointOf } from '../../src/core/engines/engine';
import type { Log } from '../../src/core/log';
import { requires } from '../support/requires';
import { standInImage } from './support/standInImage';
import { testDocker } from './support/testDocker';
import { testOwner } from './support/testOwner.mjs';
import { until } from './support/until';
import { Windows } from './support/withLocalStack';

describe('LocalStack in a container that is not this window’s alone', function () {
  this.timeout(120_000);

  before(async function () {
    await requires(this, 'docker');
  });

  it('adopts one that somebody else started, and never stops, resumes or removes it', () =>
    withForeign((foreign) =>
      Windows.with(async (windows) => {
        const { engine, notices } = windows.open();
        await engine.start();
        assert.equal(engine.container?.kind, 'adopted');
        assert.equal(engine.container?.name, foreign.name);
        assert.equal(endpointOf(engine.current), foreign.endpoint);
        await assert.rejects(engine.remove({ volume: true }), /was not started by Chaos Lab/);
        await assert.rejects(engine.restart(), /was not started by Chaos Lab/);
        await engine.stop();
        assert.equal(await foreign.state(), 'running');
        await engine.start();
        await engine.close();
        assert.equal(await foreign.state(), 'running');
        await foreign.pause();
        await assert.rejects(engine.start(), /is paused, and Chaos Lab did not start it/);
        assert.deepEqual([await foreign.state(), await windows.state()], ['paused', undefined]);
        assert.match(notices[0] ?? '', /which is running already\. Chaos Lab will not stop it\.$/);
      }),
    ));

  it('does not touch a container that has its name and is no LocalStack', () =>
    Windows.with(async (windows) => {
      const docker = testDocker();
      const Image = await standInImage();
      const stranger = await docker.createContainer({ name: windows.name, Image });
      try {
        const { engine } = windows.open();
        await assert.rejects(engine.start(), /was not made by Chaos Lab, and is not touched/);
        assert.equal((await stranger.inspect()).State.Status, 'created');
      } finally {
        await stranger.remove({ force: true, v: true });
      }
    }));

  it('is found again after its window was killed, and is stopped by who uses it then', () =>
    Windows.with(async (windows) => {
      await windows.openAndKill();
      assert.equal(await windows.state(), 'running');
      const { engine } = windows.open();
      await engine.start();
      assert.equal(await engine.otherWindows(), 0);
      await engine.stop();
      assert.equal(await windows.state(), 'exited');
    }));

  it('goes on when the last window closes, if the settings say so', () =>
    Windows.with(async (windows) => {
      const keeping = windows.open({ settings: { keepRunning: true } });
      await keeping.engine.start();
      await keeping.engine.close();
      assert.equal(await windows.state(), 'running');
      const next = windows.open();
      await next.engine.start();
      await next.engine.close();
      assert.equal(await windows.state(), 'exited');
    }));

  it('lets no token out: not into a log, status, notice, label, argument or file', () =>
    Windows.with(async (windows) => {
      const token = `ls-${randomBytes(16).toString('hex')}`;
      const logged: string[] = [];
      const environment = { FAKE_PERSONA: 'unlicensed', FAKE_PRINT_TOKEN: '1' };
      const options = { settings: { environment }, token: async () => token, log: noting(logged) };
      const { engine, lines, notices, statuses } = windows.open(options);
      await engine.start();
      const container = await testDocker().getContainer(windows.name).inspect();
      assert.ok(container.Config.Env.includes(`LOCALSTACK_AUTH_TOKEN=${token}`));
      assert.ok(lines.includes('LOCALSTACK_AUTH_TOKEN=***'), lines.join('\n'));
      const { Env: _, ...config } = container.Config;
      const seen = { config, args: container.Args, running: await commandLines() };
      await testDocker().getContainer(windows.name).kill();
      await until(() => engine.current.state === 'stopped', 'its end was seen');
      const files = await contents(windows.usersDir);
      const all = JSON.stringify([lines, notices, statuses, logged, seen, files]);
      assert.ok(!all.includes(token), all.slice(Math.max(0, all.indexOf(token) - 200)).slice(0, 400));
    }));
});

/** Runs a LocalStack as somebody without Chaos Lab has it, and takes it back. */
const withForeign = async (
  work: (foreign: {
    readonly name: string;
    readonly endpoint: string;
    state(): Promise<string>;
    pause(): Promise<void>;
  }) => Promise<void>,
): Promise<void> => {
  const docker = testDocker();
  const name = `localstack-${testOwner()}`;
  const container = await docker.createContainer({
    name,
    Image: await standInImage(),
    HostConfig: { PortBindings: { '4566/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }] } },
  });
  try {
    await container.start();
    const { NetworkSettings } = await container.inspect();
    await work({
      name,
      endpoint: `http://127.0.0.1:${NetworkSettings.Ports['4566/tcp']?.[0]?.HostPort}`,
      state: async () => (await container.inspect()).State.Status,
      pause: () => container.pause(),
    });
  } finally {
    await container.remove({ force: true, v: true });
  }
};

const noting = (logged: string[]): Log => {
  const note = (message: string, error?: unknown) =>
    void logged.push(error instanceof Error ? `${message} ${error.stack}` : message);
  return { debug: note, info: note, warn: note, error: note };
};

/** Of every process of this machine: Linux shows them. */
const commandLines = async (): Promise<string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
};

const contents = async (dir: string): Promise<string[]> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
};
