import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { isHumanError } from '../errors';
import { makeCertificate } from '../http/makeCertificate';
import { connectDocker } from './connectDocker';
import { type ContainerSpec, ownerLabel } from './docker';
import { dockerPlaces } from './dockerPlaces';
import { type FakeDockerServer, json, withDockerServer, withFakeEngine } from './fakeDockerServer';

const says = (pattern: RegExp) => (error: unknown) => {
  assert.ok(isHumanError(error), String(error));
  assert.match(error.message, pattern);
  return true;
};

const secret = 'ls-0123456789';

const spec: ContainerSpec = {
  name: 'lab',
  image: 'emulator:1',
  labels: { [ownerLabel]: 'vscode-1', other: 'x' },
  env: { LOCALSTACK_AUTH_TOKEN: secret },
  ports: [
    { containerPort: 4566, hostIp: '127.0.0.1', hostPort: 4566 },
    { containerPort: 4566, hostIp: '::1', hostPort: 0 },
  ],
  binds: [
    '/var/run/docker.sock:/var/run/docker.sock',
    '/etc/hosts:/etc/hosts:ro',
    '/data:/data:z',
    'C:\\work:/work',
    'lab:/var/lib/localstack',
  ],
};

const container = (labels: object, state = 'running') => ({
  Id: 'a1',
  Name: '/lab',
  State: { Status: state },
  Config: { Image: 'i', Labels: labels, Env: [`TOKEN=${secret}`] },
});

const withContainer = (server: FakeDockerServer, labels: object, state?: string) => {
  server.answers['GET /containers/lab/json'] = json(200, container(labels, state));
};

const ours = { [ownerLabel]: 'vscode-1' };

describe('DockerClient', () => {
  it('asks Docker for a container with mounts, ports and a labelled volume', () =>
    withFakeEngine(async (docker, server) => {
      server.answers['POST /volumes/create'] = json(201, {});
      server.answers['POST /containers/create'] = json(201, { Id: 'a1' });
      assert.equal(await docker.create(spec), 'a1');
      assert.deepEqual(server.requests.slice(2), [
        'GET /volumes/lab',
        'POST /volumes/create',
        'POST /containers/create?name=lab',
      ]);
      assert.deepEqual(server.bodies, [
        { Name: 'lab', Labels: ours },
        {
          Image: 'emulator:1',
          Labels: spec.labels,
          Env: [`LOCALSTACK_AUTH_TOKEN=${secret}`],
          ExposedPorts: { '4566/tcp': {} },
          HostConfig: {
            PortBindings: {
              '4566/tcp': [
                { HostIp: '127.0.0.1', HostPort: '4566' },
                { HostIp: '::1', HostPort: '0' },
              ],
            },
            Mounts: [
              {
                Type: 'bind',
                Source: '/var/run/docker.sock',
                Target: '/var/run/docker.sock',
                ReadOnly: false,
              },
              { Type: 'bind', Source: '/etc/hosts', Target: '/etc/hosts', ReadOnly: true },
              { Type: 'bind', Source: 'C:\\work', Target: '/work', ReadOnly: false },
            ],
            Binds: ['/data:/data:z', 'lab:/var/lib/localstack'],
          },
        },
      ]);
    }));

  it('takes a volume back that it made for a container which is refused, and only that', () =>
    withFakeEngine(async (docker, server) => {
      server.answers['POST /volumes/create'] = json(201, {});
      server.answers['DELETE /volumes/lab'] = json(204, {});
      server.answers['POST /containers/create'] = json(404, { message: 'No such image: emulator:1' });
      await assert.rejects(docker.create(spec), says(/image "emulator:1" is not on this machine/));
      assert.equal(server.requests.at(-1), 'DELETE /volumes/lab');
      server.answers['GET /volumes/lab'] = json(200, { Name: 'lab' });
      await assert.rejects(docker.create(spec), says(/is not on this machine/));
      assert.equal(server.requests.at(-1), 'POST /containers/create?name=lab');
    }));

  it('keeps the token out of every error', () =>
    withFakeEngine(async (docker, server) => {
      const errors: unknown[] = [];
      const keep = (error: unknown) => errors.push(error);
      const noVolumes = { ...spec, binds: [] };
      server.answers['POST /containers/create'] = json(500, { message: 'no' });
      await docker.create(noVolumes).catch(keep);
      server.answers['POST /containers/create'] = (request) => request.socket.destroy();
      await docker.create(noVolumes).catch(keep);
      server.answers['GET /containers/lab/json'] = json(200, { ...container(ours), Id: 7 });
      await docker.inspect('lab').catch(keep);
      withContainer(server, ours);
      await docker.start('lab').catch(keep);
      assert.equal(errors.length, 4);
      for (const error of errors) {
        assert.ok(isHumanError(error));
        assert.equal(inspect(error, { depth: 20, showHidden: true }).includes(secret), false);
      }
    }));

  it('asks Docker for nothing but the labels of what is not ours', () =>
    withFakeEngine(async (docker, server) => {
      withContainer(server, {}, 'paused');
      server.answers['GET /volumes/lab'] = json(200, { Name: 'lab', Labels: null });
      const acts = ['start', 'unpause', 'remove'] as const;
      for (const act of acts) await assert.rejects(docker[act]('lab'), says(/was not made by Chaos Lab/));
      await assert.rejects(docker.stop('lab', 1), says(/run `docker stop lab` yourself/));
      await assert.rejects(docker.removeVolume('lab'), says(/run `docker volume rm lab` yourself/));
      assert.deepEqual([...new Set(server.requests.map((request) => request.split(' ')[0]))], ['GET']);
    }));

  it('takes a container that is gone for removed, and says so when it is to be started', () =>
    withFakeEngine(async (docker, server) => {
      await docker.remove('gone');
      await docker.removeVolume('gone');
      await assert.rejects(
        docker.start('gone'),
        says(/There is no container "gone" any more\. Start the engine again/),
      );
      withContainer(server, ours);
      const conflict = 'removal of container a1 is already in progress';
      server.answers['DELETE /containers/a1'] = json(409, { message: conflict });
      await docker.remove('lab');
    }));

  it('says so when Docker goes away while it pulls or follows', () =>
    withFakeEngine(async (docker, server) => {
      server.answers['POST /images/create'] = (request, response) => {
        response.write('{"status":"Downloading","id":"a","progressDetail":{"current":1,"total":2}}\n');
        setImmediate(() => request.socket.destroy());
      };
      await assert.rejects(
        docker.pull('a:1', () => {}),
        says(/^Docker does not answer any more at unix:/),
      );
      withContainer(server, ours);
      server.answers['GET /containers/a1/logs'] = server.answers['POST /images/create'];
      const { signal } = new AbortController();
      await assert.rejects(
        docker.follow('lab', 0, () => {}, signal),
        says(/^Docker does not answer any more/),
      );
      await server.stop();
      await assert.rejects(docker.list(), says(/^Docker does not answer any more .* Start it again/));
    }));

  it('reports an error in the middle of a pull', () =>
    withFakeEngine(async (docker, server) => {
      server.answers['POST /images/create'] = (_, response) => {
        response.write('{"status":"Pulling fs layer","id":"a"}\nnonsense\n');
        response.end('{"errorDetail":{"message":"write /x: no space left on device"},"error":"write /x"}\n');
      };
      await assert.rejects(
        docker.pull('a:1', () => {}),
        says(/There is no space left for "a:1"/),
      );
    }));

  it('asks for TLS with the certificates it was given', () =>
    withDockerServer(async (server) => {
      const { cert, key } = makeCertificate({ host: 'localhost' });
      const engine = createServer({ cert, key }, (request, response) =>
        server.answers[`${request.method} ${request.url?.split('?')[0]}`]?.(request, response),
      ).listen(0, 'localhost');
      await once(engine, 'listening');
      const { port } = engine.address() as { port: number };
      const env = {
        DOCKER_HOST: `tcp://localhost:${port}`,
        DOCKER_TLS_VERIFY: '1',
        DOCKER_CERT_PATH: server.folder,
      };
      try {
        await assert.rejects(
          connectDocker({ places: dockerPlaces({ home: server.folder, env }) }),
          says(/Its certificate is not trusted: put the right ca\.pem into DOCKER_CERT_PATH\.$/),
        );
        const unverified = { ...env, DOCKER_TLS_VERIFY: '', DOCKER_TLS: '1' };
        (await connectDocker({ places: dockerPlaces({ home: server.folder, env: unverified }) })).dispose();
        await writeFile(join(server.folder, 'ca.pem'), cert);
        const docker = await connectDocker({ places: dockerPlaces({ home: server.folder, env }) });
        assert.equal(docker.version, '20.10.24');
        docker.dispose();
      } finally {
        engine.closeAllConnections();
        engine.close();
        await once(engine, 'close');
      }
    }));
});
