import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connectDocker } from './connectDocker';
import { dockerPlaces } from './dockerPlaces';
import { type DockerProblem, isDockerProblem } from './dockerProblem';
import { json, withDockerServer } from './fakeDockerServer';

const has = (problem: DockerProblem, pattern: RegExp) => (error: unknown) => {
  assert.ok(isDockerProblem(error), String(error));
  assert.match(error.message, pattern);
  assert.equal(error.problem, problem);
  return true;
};

/** A machine whose default socket is missing or dead: pipes of Windows are, here. */
const elsewhere = (home: string, env: NodeJS.ProcessEnv = {}) =>
  dockerPlaces({ home, env, platform: 'win32', exists: async () => false });

describe('connectDocker', () => {
  it('gives the Docker that was chosen, with its version and how it was found', () =>
    withDockerServer(async (server) => {
      const docker = await connectDocker({ places: server.places });
      assert.deepEqual(
        [docker.version, docker.address],
        ['20.10.24', { host: server.host, source: 'DOCKER_HOST' }],
      );
      docker.dispose();
    }));

  it('takes no other in place of a chosen one that does not answer', () =>
    withDockerServer(async (server) => {
      await mkdir(join(server.folder, '.rd'));
      await symlink(server.socket, join(server.folder, '.rd', 'docker.sock'));
      const host = `unix://${join(server.folder, 'gone.sock')}`;
      await assert.rejects(
        connectDocker({ places: dockerPlaces({ home: server.folder, env: { DOCKER_HOST: host } }) }),
        has(
          'not-running',
          /^Docker is not running: nothing answers at \S+gone\.sock \(DOCKER_HOST\)\. Start/,
        ),
      );
      assert.deepEqual(server.requests, []);
    }));

  it('tells no Docker at all from one that was not started', () =>
    withDockerServer(async ({ folder }) => {
      await assert.rejects(
        connectDocker({ places: elsewhere(folder) }),
        has('not-installed', /^No Docker was found\. Install Docker Desktop/),
      );
      const exists = async (path: string) => /Program Files.Docker/.test(path);
      await assert.rejects(
        connectDocker({ places: { ...elsewhere(folder), exists } }),
        has('not-running', /pipe\/docker_engine \(the default socket\)\. Start Docker Desktop/),
      );
    }));

  it('waits no longer than it may for a Docker that hangs', () =>
    withDockerServer(async (server) => {
      server.answers['GET /version'] = () => {};
      await assert.rejects(
        connectDocker({ places: server.places, timeoutMs: 100 }),
        has('unreachable', /did not answer within 0\.1 s\. If it hangs, restart it/),
      );
    }));

  it('gives up when the signal aborts', () =>
    withDockerServer(async (server) => {
      const cancel = new AbortController();
      server.answers['GET /version'] = () => cancel.abort();
      const connecting = connectDocker({ places: server.places, signal: cancel.signal });
      await assert.rejects(connecting, { name: 'AbortError' });
      await assert.rejects(connectDocker({ places: server.places, signal: cancel.signal }), {
        name: 'AbortError',
      });
      assert.deepEqual(server.requests, ['GET /version']);
    }));

  it('says so when something else answers', () =>
    withDockerServer(async (server) => {
      server.answers['GET /version'] = json(200, { hello: 'world' });
      await assert.rejects(
        connectDocker({ places: server.places }),
        has('unreachable', /as a Docker Engine does/),
      );
      server.answers['GET /version'] = json(403, { message: 'go away' });
      await assert.rejects(
        connectDocker({ places: server.places }),
        has('unreachable', /answers 403: go away\./),
      );
    }));

  it('is not misled by an environment that dockerode would read', () =>
    withDockerServer(async (server) => {
      const before = { ...process.env };
      Object.assign(process.env, { DOCKER_HOST: 'nonsense://:-1', DOCKER_CERT_PATH: '/nowhere' });
      try {
        (await connectDocker({ places: server.places })).dispose();
        assert.equal(process.env.DOCKER_HOST, 'nonsense://:-1');
      } finally {
        for (const name of ['DOCKER_HOST', 'DOCKER_CERT_PATH']) {
          if (before[name] === undefined) delete process.env[name];
          else process.env[name] = before[name];
        }
      }
    }));

  it('speaks TLS only where it was asked for', () =>
    withDockerServer(async ({ folder }) => {
      const answer = 'HTTP/1.1 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.';
      const server = createServer((socket) => socket.resume().end(answer)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as { port: number };
      const DOCKER_HOST = `tcp://127.0.0.1:${port}`;
      try {
        await assert.rejects(
          connectDocker({ places: elsewhere(folder, { DOCKER_HOST, DOCKER_TLS_VERIFY: '1' }) }),
          has('unreachable', /It does not speak TLS: unset DOCKER_TLS_VERIFY, or correct the port\.$/),
        );
        await assert.rejects(
          connectDocker({ places: elsewhere(folder, { DOCKER_HOST }) }),
          has('unreachable', /It wants TLS: set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH\.$/),
        );
      } finally {
        server.close();
        await once(server, 'close');
      }
      await assert.rejects(
        connectDocker({ places: elsewhere(folder, { DOCKER_HOST }) }),
        has('unreachable', /Nothing listens there: start Docker on that machine, or correct the port\.$/),
      );
    }));
});
