import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownerLabel } from '../../docker/docker';
import { FakeDocker } from '../../docker/fakeDocker';
import { PortTakenError } from '../../docker/portTakenError';
import { HumanError } from '../../errors';
import { Emitter } from '../../event';
import { FakeClock } from '../../fakeClock';
import type { LogLine } from '../../logLine';
import type { ChaosFront } from '../chaosFront';
import type { EngineStatus } from '../engine';
import { readyStatus } from '../fakeStatus';
import { LocalStackEngine, type LocalStackEngineOptions } from './localStackEngine';
import type { LocalStackSettings } from './localStackSettings';

const image = 'localstack/localstack:2026.4.0';
const name = 'chaos-lab-localstack';
const edge = { containerPort: 4566, hostIp: '127.0.0.1', hostPort: 4566 };

/** A front that finds chaos in whatever it is opened at. */
class FakeFront implements ChaosFront {
  readonly lines = new Emitter<LogLine>();
  readonly lost = new Emitter<string>();
  readonly calls: string[] = [];
  readonly onDidLog = this.lines.event;
  readonly onDidLose = this.lost.event;
  endpoint = '';
  /** Happens while it looks at the emulator, or starts the gateway. */
  onOpen: () => void = () => {};

  async open(endpoint: string) {
    this.calls.push(`open ${endpoint}`);
    this.endpoint = endpoint;
    this.onOpen();
    return readyStatus({ endpoint });
  }

  async look() {
    this.calls.push('look');
    return readyStatus({ endpoint: this.endpoint });
  }

  async close() {
    this.calls.push('close');
  }

  dispose() {}
}

interface Lab {
  readonly docker: FakeDocker;
  readonly front: FakeFront;
  readonly engine: LocalStackEngine;
  readonly clock: FakeClock;
  readonly lines: string[];
  readonly notices: string[];
  /** What was shown while it started. */
  readonly details: string[];
  /** Another window on the same Docker. */
  window(): LocalStackEngine;
}

type LabOptions = Partial<Omit<LocalStackEngineOptions, 'settings'>> & {
  readonly settings?: Partial<LocalStackSettings>;
  readonly missing?: true;
};

const withLab = async (options: LabOptions, work: (lab: Lab) => Promise<void>): Promise<void> => {
  const dir = await mkdtemp(join(tmpdir(), 'chaos-lab-users-'));
  const docker = new FakeDocker();
  const clock = new FakeClock();
  docker.now = () => clock.now();
  docker.onStart = (container) => container.print('Ready.');
  if (!options.missing) docker.images.add(image);
  const opened: LocalStackEngine[] = [];
  const open = (front: ChaosFront) => {
    const engine = new LocalStackEngine({
      connect: async () => docker,
      front,
      token: async () => undefined,
      owner: 'vscode-1f3a9c02',
      mayPull: async () => false,
      usersDir: dir,
      servicePorts: [],
      clock,
      fetch: async () => Response.json({ services: {}, edition: 'pro' }),
      ...options,
      settings: () => ({ ...defaults, ...options.settings }),
    });
    opened.push(engine);
    return engine;
  };
  const front = new FakeFront();
  const engine = open(front);
  const [lines, notices, details]: string[][] = [[], [], []];
  engine.onDidLog(({ text }) => lines?.push(text));
  engine.onDidNotice((notice) => notices?.push(notice));
  engine.onDidChange((status) => status.state === 'starting' && details?.push(status.detail));
  try {
    const told = { lines: lines ?? [], notices: notices ?? [], details: details ?? [] };
    await work({ docker, front, engine, clock, ...told, window: () => open(new FakeFront()) });
  } finally {
    for (const each of opened) each.dispose();
    await rm(dir, { recursive: true, force: true });
  }
};

const defaults: LocalStackSettings = {
  image,
  containerName: name,
  port: 4566,
  allowOtherPort: true,
  environment: {},
  mountDockerSocket: true,
  persistence: true,
  startTimeoutMs: 60_000,
  keepRunning: false,
};

const reasonOf = (status: EngineStatus): string => ('reason' in status ? (status.reason ?? '') : '');

/** Lets the promises run that an event set off. */
const settled = (clock: FakeClock) => clock.advance(0);

describe('LocalStackEngine', () => {
  it('makes a container with our label, on 127.0.0.1 only, and works with it', () =>
    withLab({ settings: { environment: { DEBUG: '1' } }, token: async () => 'ls-token' }, async (lab) => {
      await lab.engine.start();
      const { info } = lab.docker.container(name);
      assert.deepEqual(info.ports, [edge]);
      assert.equal(info.labels[ownerLabel], 'vscode-1f3a9c02');
      assert.deepEqual(info.env, {
        GATEWAY_LISTEN: '0.0.0.0:4566',
        MAIN_CONTAINER_NAME: name,
        PERSISTENCE: '1',
        DEBUG: '1',
        LOCALSTACK_AUTH_TOKEN: 'ls-token',
      });
      assert.deepEqual(lab.engine.current, readyStatus({ endpoint: 'http://127.0.0.1:4566' }));
      assert.deepEqual([...lab.docker.volumes.keys()], [name]);
    }));

  it('takes no token from the settings', () =>
    withLab({ settings: { environment: { LOCALSTACK_AUTH_TOKEN: 'ls-in-a-setting' } } }, async (lab) => {
      await lab.engine.start();
      assert.equal(lab.docker.container(name).info.env.LOCALSTACK_AUTH_TOKEN, undefined);
    }));

  it('says while it starts that no token is known, and tries all the same', () =>
    withLab({}, async ({ engine, details }) => {
      await engine.start();
      assert.ok(details.includes(`Starting ${image} without a token`), details.join('\n'));
      assert.equal(engine.current.state, 'ready');
    }));

  it('pulls nothing that the person did not agree to', () =>
    withLab({ missing: true }, async ({ docker, engine }) => {
      await assert.rejects(engine.start(), /was not pulled.*`docker pull localstack\/localstack:2026\.4\.0`/);
      assert.equal(engine.current.state, 'failed');
      assert.ok(!docker.calls.some((call) => call.startsWith('pull')), docker.calls.join());
    }));

  it('pulls what the person agreed to, and tells how far it is', () =>
    withLab({ missing: true, mayPull: async () => true }, async ({ docker, engine, details }) => {
      docker.onPull = (_, onProgress) => {
        onProgress({ current: 0, total: 0, layersDone: 0, layers: 3 });
        onProgress({ current: 1_240_000, total: 480_000_000, layersDone: 1, layers: 3 });
      };
      await engine.start();
      assert.deepEqual(details.slice(1, 5), [
        `The image ${image} is not here`,
        `Pulling ${image}`,
        `Pulling ${image}: 0 of 3 layers`,
        `Pulling ${image}: 1.2 of 480 MB`,
      ]);
    }));

  it('is stopped again when the pull is cancelled, with no container made', () =>
    withLab({ missing: true, mayPull: async () => true }, async ({ docker, engine }) => {
      docker.onPull = () => void engine.stop();
      await assert.rejects(engine.start(), { name: 'AbortError' });
      assert.deepEqual([engine.current, docker.states], [{ state: 'stopped' }, {}]);
    }));

  it('says why there is no Docker', () =>
    withLab(
      {
        connect: async () => {
          throw new HumanError('Docker is not running. Start it.', 'unreachable');
        },
      },
      async ({ engine }) => {
        await assert.rejects(engine.start(), /Docker is not running/);
        assert.equal(reasonOf(engine.current), 'Docker is not running. Start it.');
      },
    ));

  it('starts its container again when that was made from the same settings', () =>
    withLab({}, async ({ docker, engine }) => {
      await engine.start();
      await engine.stop();
      await engine.start();
      assert.deepEqual(
        docker.calls.filter((call) => /^(create|start|rm)/.test(call)),
        [`create ${name}`, `start ${name}`, `start ${name}`],
      );
    }));

  const changes: Record<string, Partial<LabOptions>> = {
    'other settings': { settings: { environment: { DEBUG: '1' } } },
    'another token': { token: async () => 'ls-new-token' },
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`makes its container anew for ${what}, and keeps the volume`, () =>
      withLab(change, async ({ docker, engine }) => {
        docker.images.add(image);
        docker.volumes.set(name, { [ownerLabel]: 'vscode-1f3a9c02' });
        docker.put({ name, image, state: 'exited', labels: { [ownerLabel]: 'x' }, ports: [edge] });
        await engine.start();
        assert.deepEqual(docker.states, { [name]: 'running' });
        assert.ok(docker.calls.includes(`rm ${name}`) && docker.volumes.has(name));
      }));
  }

  it('leaves a container of ours that another window uses as it is, whatever the settings say', () =>
    withLab({}, async ({ docker, engine, window }) => {
      await engine.start();
      const { id } = docker.container(name);
      const other = window();
      await other.start();
      assert.equal(other.container?.id, id);
      await engine.stop();
      assert.deepEqual([docker.states, other.current.state], [{ [name]: 'running' }, 'ready']);
      await other.stop();
      assert.deepEqual(docker.states, { [name]: 'exited' });
    }));

  it('joins the container of a window that was quicker', () =>
    withLab({}, async ({ docker, engine, window }) => {
      const other = window();
      await Promise.all([engine.start(), other.start()]);
      assert.equal(engine.container?.id, other.container?.id);
      assert.deepEqual(docker.states, { [name]: 'running' });
    }));

  it('leaves out service ports that are taken', () =>
    withLab({ servicePorts: [4510, 4511, 4512] }, async ({ docker, engine }) => {
      docker.beforeStart = ({ info }) => {
        if (info.ports.some(({ hostPort }) => hostPort === 4511)) throw new PortTakenError(4511);
      };
      await engine.start();
      const ports = docker.container(name).info.ports.map(({ hostPort }) => hostPort);
      assert.ok(!ports.includes(4511) && ports.includes(4566), ports.join());
    }));

  it('makes its container anew when a service port was taken since, though the edge may have no other', () =>
    withLab({ servicePorts: [4511], settings: { allowOtherPort: false } }, async ({ docker, engine }) => {
      await engine.start();
      await engine.stop();
      const { id } = docker.container(name);
      docker.beforeStart = ({ info }) => {
        if (info.ports.some(({ hostPort }) => hostPort === 4511)) throw new PortTakenError(4511);
      };
      await engine.start();
      const again = docker.container(name);
      assert.notEqual(again.id, id);
      assert.deepEqual(
        again.info.ports.map(({ hostPort }) => hostPort),
        [4566],
      );
    }));

  it('keeps its container when the wanted port was taken since, and no other may be', () =>
    withLab({ settings: { allowOtherPort: false } }, async ({ docker, engine }) => {
      await engine.start();
      await engine.stop();
      docker.beforeStart = () => {
        throw new PortTakenError(4566);
      };
      await assert.rejects(engine.start(), /Port 4566 is in use/);
      assert.deepEqual(docker.states, { [name]: 'exited' });
    }));

  it('ends a start at once when the container is stopped in it, and leaves it there', () =>
    withLab({ fetch: async () => new Response('', { status: 503 }) }, async ({ docker, engine }) => {
      docker.onStart = (container) => void setImmediate(() => container.stopFromOutside());
      await assert.rejects(engine.start(), /was stopped while it started\. Start the engine again\./);
      assert.deepEqual(docker.states, { [name]: 'exited' });
    }));

  it('says that Docker runs elsewhere when the container serves and nothing answers here', () =>
    withLab(
      { fetch: () => Promise.reject(new TypeError('fetch failed')) },
      async ({ docker, engine, clock }) => {
        const start = assert.rejects(engine.start(), /says that it is ready, but nothing answers at http/);
        // Users are told of in files, which take their time on no clock of ours.
        while (!docker.calls.some((call) => call.startsWith('follow'))) await settled(clock);
        for (let second = 0; second < 11; second++) await clock.advance(1000);
        await start;
        assert.deepEqual([docker.states, clock.pending], [{}, 0]);
      },
    ));

  it('fails with the last lines when the container ends while the gateway starts', () =>
    withLab({}, async ({ docker, engine, front }) => {
      front.onOpen = () => {
        docker.container(name).print('Out of luck');
        docker.container(name).exit(3);
      };
      await assert.rejects(engine.start(), /ended by itself \(exit code 3\)[\s\S]*Out of luck/);
      assert.deepEqual([engine.current.state, docker.states], ['failed', { [name]: 'exited' }]);
    }));

  it('fails when the container is paused while the gateway starts', () =>
    withLab({}, async ({ docker, engine, front }) => {
      front.onOpen = () => docker.container(name).pause();
      await assert.rejects(engine.start(), /is paused\. Resume it with/);
      assert.equal(engine.current.state, 'failed');
    }));

  it('tells that memory ran out', () =>
    withLab({}, async ({ docker, engine }) => {
      await engine.start();
      docker.container(name).exit(137, true);
      await changed(engine, 'failed');
      assert.match(
        reasonOf(engine.current),
        /ran out of memory.*\(exit code 137\)\. Give Docker more memory/,
      );
    }));

  it('fails with the reason when Docker or the gateway goes away, and starts again', () =>
    withLab({}, async ({ docker, front, engine }) => {
      await engine.start();
      front.lost.fire('The gateway ended. Start the engine again.');
      await changed(engine, 'failed');
      assert.equal(reasonOf(engine.current), 'The gateway ended. Start the engine again.');
      await engine.start();
      assert.equal(engine.current.state, 'ready');
      docker.lose('Docker went away. Start Docker.');
      await changed(engine, 'failed');
      assert.equal(reasonOf(engine.current), 'Docker went away. Start Docker.');
    }));

  it('removes its own container by name, whatever LocalStack somebody else runs, and says when there is none', () =>
    withLab({}, async ({ docker, engine }) => {
      assert.equal(await engine.remove({ volume: false }), false);
      await engine.start();
      await engine.stop();
      const foreign = docker.put({ name: 'localstack-main', image, ports: [edge] });
      assert.equal(await engine.remove({ volume: true }), true);
      assert.equal(await docker.inspect(name), undefined);
      assert.deepEqual([foreign.info.state, [...docker.volumes]], ['running', []]);
    }));

  it('is stopped, and says so, when somebody stops the container', () =>
    withLab({}, async ({ docker, engine, notices }) => {
      await engine.start();
      docker.container(name).stopFromOutside();
      await changed(engine, 'stopped');
      assert.deepEqual(notices, [`The container "${name}" was stopped from outside.`]);
    }));

  it('holds nothing of Docker and of the clock when it was stopped', () =>
    withLab({}, async ({ docker, engine, clock }) => {
      await engine.start();
      const container = docker.container(name);
      await engine.stop();
      assert.deepEqual([container.followers, clock.pending, docker.disposed], [0, 0, true]);
    }));

  it('shows no token that the container or the gateway printed', () =>
    withLab({ token: async () => 'ls-token' }, async ({ docker, engine, front, lines }) => {
      docker.onStart = (container) => container.print('token: ls-token');
      await engine.start();
      front.lines.fire({ level: 'info', text: 'passed on ls-token' });
      assert.deepEqual(lines, ['token: ***', 'passed on ***']);
      docker.container(name).print('ls-token is not valid');
      docker.container(name).exit(1);
      await changed(engine, 'failed');
      assert.match(reasonOf(engine.current), /\*\*\* is not valid/);
    }));
});

const changed = (engine: LocalStackEngine, state: EngineStatus['state']): Promise<void> =>
  new Promise((resolve) => {
    if (engine.current.state === state) return resolve();
    const watch = engine.onDidChange((status) => {
      if (status.state !== state) return;
      watch.dispose();
      resolve();
    });
  });
