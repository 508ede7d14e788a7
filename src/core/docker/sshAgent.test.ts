import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectDocker } from './connectDocker';
import type { DockerPlaces } from './dockerPlaces';
import { dockerPlaces } from './dockerPlaces';
import { isDockerProblem } from './dockerProblem';
import { type FakeDockerServer, json, withDockerServer } from './fakeDockerServer';
import { FakeSshHost } from './fakeSshHost';

const says = (pattern: RegExp) => (error: unknown) => {
  assert.ok(isDockerProblem(error), String(error));
  assert.match(error.message, pattern);
  assert.equal(error.problem, 'unreachable');
  return true;
};

/** A Docker behind a machine to log in at; `places` is a machine that knows it and has a key for it. */
const withSsh = (work: (ssh: FakeSshHost, places: DockerPlaces, server: FakeDockerServer) => Promise<void>) =>
  withDockerServer(async (server) => {
    const ssh = new FakeSshHost(server.folder);
    ssh.dockerSocket = server.socket;
    await ssh.start();
    try {
      await know(server.folder, ssh.knownHost);
      const env = { DOCKER_HOST: ssh.host, SSH_AUTH_SOCK: ssh.agentSocket };
      await work(ssh, dockerPlaces({ home: server.folder, env }), server);
    } finally {
      await ssh.stop();
    }
  });

const know = async (home: string, line: string) => {
  await mkdir(join(home, '.ssh'), { recursive: true });
  await writeFile(join(home, '.ssh', 'known_hosts'), line);
};

const withEnv = (places: DockerPlaces, env: NodeJS.ProcessEnv): DockerPlaces => ({
  ...places,
  env: { ...places.env, ...env },
});

const loginsClosed = (ssh: FakeSshHost) =>
  Promise.all(
    [...ssh.connections].map((each) => new Promise<void>((resolve) => each.on('close', () => resolve()))),
  );

describe('Docker over ssh', function () {
  this.timeout(20_000);

  it('is asked, tells events, and leaves no login open', () =>
    withSsh(async (ssh, places, server) => {
      server.answers['GET /images/a:1/json'] = json(200, {});
      const docker = await connectDocker({ places });
      assert.deepEqual(
        [docker.version, docker.address],
        ['20.10.24', { host: ssh.host, source: 'DOCKER_HOST' }],
      );
      assert.equal(await docker.hasImage('a:1'), true);
      assert.deepEqual([...new Set(ssh.commands)], ['docker system dial-stdio']);
      const event = new Promise((resolve) => docker.onDidContainer(resolve));
      server.tell({ Type: 'container', Action: 'start', Actor: { ID: 'a1' }, time: 1 });
      assert.deepEqual(await event, { id: 'a1', action: 'start' });
      const closed = loginsClosed(ssh);
      docker.dispose();
      await closed;
      assert.equal(server.listeners.size, 0);
    }));

  it('needs an agent with the right key', () =>
    withSsh(async (ssh, places) => {
      const without = withEnv(places, { SSH_AUTH_SOCK: '' });
      await assert.rejects(
        connectDocker({ places: without }),
        says(/needs an ssh agent, and SSH_AUTH_SOCK names none\. Start ssh-agent and add your key/),
      );
      const wrong = withEnv(places, { DOCKER_HOST: ssh.host.replace('me@', 'you@') });
      await assert.rejects(
        connectDocker({ places: wrong }),
        says(/add yours with `ssh-add`, and check the user name\.$/),
      );
      const dead = withEnv(places, { SSH_AUTH_SOCK: join(places.home, 'gone.sock') });
      await assert.rejects(connectDocker({ places: dead }), says(/No ssh agent listens at SSH_AUTH_SOCK/));
      assert.deepEqual(ssh.commands, []);
    }));

  it('goes to no host that is unknown, or shows another key than it did', () =>
    withSsh(async (ssh, places) => {
      const [name = '', type = ''] = ssh.knownHost.split(' ');
      await know(places.home, `${name} ${type} ${Buffer.alloc(51, 7).toString('base64')}\n`);
      await assert.rejects(
        connectDocker({ places }),
        says(/showed another ssh key than the one in .*known_hosts/),
      );
      await know(places.home, '');
      await assert.rejects(
        connectDocker({ places }),
        says(/is not known yet\. Run `ssh -p \d+ me@127\.0\.0\.1` once/),
      );
      assert.deepEqual(ssh.commands, []);
    }));

  it('says what is wrong on the other machine', () =>
    withSsh(async (ssh, places) => {
      ssh.dockerSocket = undefined;
      await assert.rejects(connectDocker({ places }), says(/docker: not found\. Install Docker there/));
      ssh.failure = {
        code: 1,
        says: 'permission denied while trying to connect to the Docker daemon socket\n',
      };
      await assert.rejects(
        connectDocker({ places }),
        says(/add it to the group "docker" on that machine\.$/),
      );
      ssh.failure = {
        code: 1,
        says: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.\n',
      };
      await assert.rejects(connectDocker({ places }), says(/Start Docker on that machine\.$/));
      await ssh.stop();
      await assert.rejects(connectDocker({ places }), says(/Nothing listens there/));
      await ssh.start();
    }));

  it('is given up when it takes too long, or is cancelled', () =>
    withSsh(async (ssh, places, server) => {
      server.answers['GET /version'] = () => {};
      await assert.rejects(connectDocker({ places, timeoutMs: 1000 }), says(/did not answer within 1 s/));
      const cancel = new AbortController();
      server.answers['GET /version'] = () => cancel.abort();
      await assert.rejects(connectDocker({ places, signal: cancel.signal }), { name: 'AbortError' });
      const closed = loginsClosed(ssh);
      await closed;
    }));
});
