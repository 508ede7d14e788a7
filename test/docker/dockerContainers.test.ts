import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Docker, ownerLabel } from '../../src/core/docker/docker';
import { isPortTaken } from '../../src/core/docker/portTakenError';
import { isHumanError } from '../../src/core/errors';
import { requires } from '../support/requires';
import { scriptImage } from './support/scriptImage';
import { testDocker } from './support/testDocker';
import { testOwner } from './support/testOwner.mjs';
import { until } from './support/until';
import { removeContainer, scriptSpec, uniqueName, waits, withContainer } from './support/withContainer';
import { withDocker } from './support/withDocker';

const says = (pattern: RegExp) => (error: unknown) => isHumanError(error) && pattern.test(error.message);

/** A port of 127.0.0.1 that something listens on. */
const withTakenPort = async (work: (port: number) => Promise<void>) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work((server.address() as { port: number }).port);
  } finally {
    server.close();
    await once(server, 'close');
  }
};

const stateOf = async (docker: Docker, id: string) => (await docker.inspect(id))?.state;

describe('containers of a real Docker', function () {
  this.timeout(60_000);
  before(async function () {
    this.timeout(180_000);
    await requires(this, 'docker');
    await scriptImage();
  });

  it('are made, started, looked at, stopped and removed', () =>
    withDocker(async (docker) => {
      const ports = [{ containerPort: 4566, hostIp: '127.0.0.1', hostPort: 0 }];
      const spec = await scriptSpec(waits, { ports });
      await withContainer(docker, spec, async (id, name) => {
        assert.equal(await stateOf(docker, name), 'created');
        await docker.start(id);
        await docker.start(id);
        const info = await docker.inspect(id);
        const hostPort = info?.ports[0]?.hostPort;
        assert.ok(info && hostPort);
        assert.deepEqual(info, {
          id,
          name,
          image: spec.image,
          state: 'running',
          labels: info.labels,
          env: info.env,
          ports: [{ containerPort: 4566, hostIp: '127.0.0.1', hostPort }],
        });
        assert.equal(info.labels[ownerLabel], spec.labels[ownerLabel]);
        assert.equal(info.env.SCRIPT, waits);
        const listed = (await docker.list()).find((one) => one.id === id);
        assert.deepEqual(listed, { ...info, env: {} });
        await docker.stop(id, 5000);
        await docker.stop(id, 5000);
        assert.deepEqual(
          await docker.inspect(name).then((one) => [one?.state, one?.exitCode, one?.oomKilled]),
          ['exited', 143, false],
        );
        assert.equal((await docker.list()).find((one) => one.id === id)?.exitCode, 143);
        await docker.start(id);
        await docker.remove(id);
        await docker.remove(id);
        assert.equal(await docker.inspect(name), undefined);
      });
    }));

  it('that were paused are resumed, and can be stopped in time', () =>
    withDocker(async (docker) => {
      await withContainer(docker, await scriptSpec(`console.log('up'); ${waits}`), async (id) => {
        await docker.start(id);
        await until(async () => (await docker.tail(id, 1)).length > 0, 'it is up');
        await docker.unpause(id);
        await testDocker().getContainer(id).pause();
        assert.equal(await stateOf(docker, id), 'paused');
        await docker.unpause(id);
        assert.equal(await stateOf(docker, id), 'running');
        await testDocker().getContainer(id).pause();
        await docker.stop(id, 20_000);
        assert.equal((await docker.inspect(id))?.exitCode, 143);
      });
    }));

  it('that lack the label are left alone', () =>
    withDocker(async (docker) => {
      const foreign = await testDocker().createContainer({ name: uniqueName(), Image: await scriptImage() });
      try {
        const acts = [docker.start, docker.unpause, docker.remove, (id: string) => docker.stop(id, 1)];
        for (const act of acts) {
          await assert.rejects(
            act.call(docker, foreign.id),
            says(/was not made by Chaos Lab, so it is left/),
          );
        }
        assert.equal(await stateOf(docker, foreign.id), 'created');
        const unlabelled = { ...(await scriptSpec(waits)), labels: {} };
        await assert.rejects(docker.create(unlabelled), says(/without the label "chaos-lab" is not made/));
        assert.equal(await docker.inspect(unlabelled.name), undefined);
      } finally {
        await removeContainer(foreign.id);
      }
    }));

  it('say that a port is taken, by a program or by another container', () =>
    withDocker((docker) =>
      withTakenPort(async (port) => {
        const ports = [{ containerPort: 4566, hostIp: '127.0.0.1', hostPort: port }];
        await withContainer(docker, await scriptSpec(waits, { ports }), async (id) => {
          await assert.rejects(docker.start(id), (error) => isPortTaken(error) && error.port === port);
        });
        const any = [{ containerPort: 1, hostIp: '127.0.0.1', hostPort: 0 }];
        await withContainer(docker, await scriptSpec(waits, { ports: any }), async (first) => {
          await docker.start(first);
          const taken = (await docker.inspect(first))?.ports[0]?.hostPort ?? 0;
          const same = [{ containerPort: 2, hostIp: '127.0.0.1', hostPort: taken }];
          await withContainer(docker, await scriptSpec(waits, { ports: same }), async (second) => {
            await assert.rejects(docker.start(second), (error) => isPortTaken(error) && error.port === taken);
          });
        });
      }),
    ));

  it('are not made twice, without their image, or with a mount that is missing', () =>
    withDocker(async (docker) => {
      const spec = await scriptSpec(waits);
      await withContainer(docker, spec, async (_, name) => {
        await assert.rejects(docker.create(spec), says(new RegExp(`named "${name}" is there already`)));
      });
      const image = 'chaos-lab-test/missing:1';
      await assert.rejects(
        docker.create({ ...spec, image, binds: [`${spec.name}:/data`] }),
        says(/The image "chaos-lab-test\/missing:1" is not on this machine\. Pull it first/),
      );
      await assert.rejects(testDocker().getVolume(spec.name).inspect(), { statusCode: 404 });
      const gone = join(tmpdir(), `${spec.name}.sock`);
      await assert.rejects(
        docker.create({ ...spec, binds: [`${gone}:/var/run/docker.sock`] }),
        says(/\.sock" is to be mounted into the container, but is not there/),
      );
    }));

  it('keep what they wrote to a volume, which is labelled and removed only when it is ours', () =>
    withDocker(async (docker) => {
      const volume = uniqueName();
      const owner = { [ownerLabel]: testOwner() };
      const run = async (script: string) => {
        const spec = await scriptSpec(script, { binds: [`${volume}:/data`], labels: owner });
        return withContainer(docker, spec, async (id) => {
          await docker.start(id);
          await until(async () => (await stateOf(docker, id)) === 'exited', 'it ends');
          return docker.tail(id, 10);
        });
      };
      try {
        await run(`require('fs').writeFileSync('/data/kept', 'still here')`);
        const lines = await run(`console.log(require('fs').readFileSync('/data/kept', 'utf8'))`);
        assert.deepEqual(lines, [{ level: 'info', text: 'still here' }]);
        assert.deepEqual((await testDocker().getVolume(volume).inspect()).Labels, owner);
        const spec = await scriptSpec(waits, { binds: [`${volume}:/data`] });
        await withContainer(docker, spec, async () => {
          await assert.rejects(docker.removeVolume(volume), says(/could not remove the volume .*in use/));
        });
      } finally {
        await docker.removeVolume(volume);
        await docker.removeVolume(volume);
      }
      await assert.rejects(testDocker().getVolume(volume).inspect(), { statusCode: 404 });
      const theirs = uniqueName();
      await testDocker().createVolume({ Name: theirs });
      try {
        await assert.rejects(docker.removeVolume(theirs), says(/The volume ".*" was not made by Chaos Lab/));
      } finally {
        await testDocker().getVolume(theirs).remove();
      }
    }));
});
