import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DockerPlaces, dockerPlaces } from './dockerPlaces';
import { isDockerProblem } from './dockerProblem';
import { findDocker } from './findDocker';

/** A machine with nothing but what is put into a temporary home. */
const withHome = async (
  work: (
    home: string,
    find: (env?: NodeJS.ProcessEnv, more?: Partial<DockerPlaces>) => Promise<unknown>,
  ) => Promise<void>,
) => {
  const home = await mkdtemp(join(tmpdir(), 'chaos-lab-docker-'));
  const base = dockerPlaces();
  const inside = (path: string) => path.startsWith(home);
  try {
    await work(home, (env = {}, more = {}) =>
      findDocker({
        ...base,
        platform: 'linux',
        uid: 1000,
        home,
        env,
        exists: async (path) => inside(path) && base.exists(path),
        ...more,
      }),
    );
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};

const put = async (path: string, text = '') => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
};

const putContext = async (home: string, name: string, endpoint: object) => {
  const id = createHash('sha256').update(name).digest('hex');
  const meta = JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: endpoint } });
  await put(join(home, '.docker', 'contexts', 'meta', id, 'meta.json'), meta);
  return join(home, '.docker', 'contexts', 'tls', id, 'docker');
};

const useContext = (home: string, name: string) =>
  put(join(home, '.docker', 'config.json'), JSON.stringify({ currentContext: name, auths: {} }));

const fallback = { host: 'unix:///var/run/docker.sock', source: 'the default socket', chosen: false };
const problem = (pattern: RegExp) => (error: unknown) =>
  isDockerProblem(error) && error.problem === 'unreachable' && pattern.test(error.message);

describe('findDocker', () => {
  it('looks at the default socket when nothing is set or known', () =>
    withHome(async (_, find) => {
      assert.deepEqual(await find(), [fallback]);
      assert.deepEqual(await find({ DOCKER_HOST: '', DOCKER_CONTEXT: '' }, { host: '' }), [fallback]);
    }));

  it('then at the sockets of the usual products that are there', () =>
    withHome(async (home, find) => {
      const run = join(home, 'run');
      const sockets = [
        ['Docker Desktop', join(home, '.docker', 'run', 'docker.sock')],
        ['Docker Desktop', join(home, '.docker', 'desktop', 'docker.sock')],
        ['rootless Docker', join(run, 'docker.sock')],
        ['Rancher Desktop', join(home, '.rd', 'docker.sock')],
        ['OrbStack', join(home, '.orbstack', 'run', 'docker.sock')],
        ['Podman', join(run, 'podman', 'podman.sock')],
        ['Colima', join(home, '.colima', 'default', 'docker.sock')],
        ['Colima', join(home, '.colima', 'arm', 'docker.sock')],
        ['Colima', join(home, '.config', 'colima', 'default', 'docker.sock')],
        ['Lima', join(home, '.lima', 'docker', 'sock', 'docker.sock')],
        ['Podman', join(home, '.local', 'share', 'containers', 'podman', 'machine', 'podman.sock')],
        ['Podman', join(home, '.local', 'share', 'containers', 'podman', 'machine', 'qemu', 'podman.sock')],
      ] as const;
      for (const [, path] of sockets) await put(path);
      assert.deepEqual(await find({ XDG_RUNTIME_DIR: run }), [
        fallback,
        ...sockets.map(([source, path]) => ({ host: `unix://${path}`, source, chosen: false })),
      ]);
    }));

  it('takes pipes on Windows', () =>
    withHome(async (_, find) => {
      assert.deepEqual(await find({}, { platform: 'win32' }), [
        { host: 'npipe:////./pipe/docker_engine', source: 'the default socket', chosen: false },
        { host: 'npipe:////./pipe/dockerDesktopLinuxEngine', source: 'Docker Desktop', chosen: false },
        { host: 'npipe:////./pipe/podman-machine-default', source: 'Podman', chosen: false },
      ]);
    }));

  it('takes the setting alone, else DOCKER_HOST alone, else the context alone', () =>
    withHome(async (home, find) => {
      await put(join(home, '.rd', 'docker.sock'));
      await putContext(home, 'colima', { Host: 'unix:///colima.sock' });
      await useContext(home, 'colima');
      const env = { DOCKER_HOST: 'unix:///env.sock' };
      const source = 'the setting chaos.docker.host';
      assert.deepEqual(await find(env, { host: ' unix:///set.sock ' }), [
        { host: 'unix:///set.sock', source, chosen: true },
      ]);
      assert.deepEqual(await find(env), [{ host: 'unix:///env.sock', source: 'DOCKER_HOST', chosen: true }]);
      assert.deepEqual(await find(), [
        { host: 'unix:///colima.sock', source: 'the Docker context "colima"', chosen: true },
      ]);
    }));

  it('reads addresses as the docker CLI does', () =>
    withHome(async (_, find) => {
      const hostOf = async (DOCKER_HOST: string) =>
        ((await find({ DOCKER_HOST })) as { host: string }[])[0]?.host;
      assert.equal(await hostOf('unix://'), 'unix:///var/run/docker.sock');
      assert.equal(await hostOf('/run/my.sock'), 'unix:///run/my.sock');
      assert.equal(await hostOf('10.0.0.5:2375'), 'tcp://10.0.0.5:2375');
      assert.equal(await hostOf('tcp://[::1]:2375'), 'tcp://[::1]:2375');
      assert.equal(await hostOf('ssh://me@box:2222'), 'ssh://me@box:2222');
      for (const wrong of ['fd://', 'tcp://', 'ftp://box', 'tcp://box:notaport']) {
        await assert.rejects(
          hostOf(wrong),
          problem(/\(DOCKER_HOST\) is no address of a Docker Engine\. Write it/),
        );
      }
    }));

  it('takes certificates along when TLS is asked for, and only then', () =>
    withHome(async (home, find) => {
      for (const name of ['ca', 'cert', 'key']) await put(join(home, 'certs', `${name}.pem`), name);
      await put(join(home, '.docker', 'ca.pem'), 'of the CLI');
      const DOCKER_HOST = 'tcp://10.0.0.5:2376';
      const DOCKER_CERT_PATH = join(home, 'certs');
      const found = { host: DOCKER_HOST, source: 'DOCKER_HOST', chosen: true };
      assert.deepEqual(await find({ DOCKER_HOST, DOCKER_CERT_PATH }), [found]);
      const tls = { ca: Buffer.from('ca'), cert: Buffer.from('cert'), key: Buffer.from('key') };
      assert.deepEqual(await find({ DOCKER_HOST, DOCKER_CERT_PATH, DOCKER_TLS_VERIFY: '1' }), [
        { ...found, tls },
      ]);
      assert.deepEqual(await find({ DOCKER_HOST, DOCKER_TLS: '1' }), [
        { ...found, tls: { ca: Buffer.from('of the CLI'), skipVerify: true } },
      ]);
    }));

  it('reads a context with its certificates, DOCKER_CONTEXT before the one in use', () =>
    withHome(async (home, find) => {
      const tls = await putContext(home, 'ci', { Host: 'tcp://ci:2376', SkipTLSVerify: true });
      await put(join(tls, 'ca.pem'), 'ca');
      await putContext(home, 'other', { Host: 'unix:///other.sock', SkipTLSVerify: false });
      await useContext(home, 'other');
      assert.deepEqual(await find({ DOCKER_CONTEXT: 'ci' }), [
        {
          host: 'tcp://ci:2376',
          source: 'the Docker context "ci"',
          tls: { ca: Buffer.from('ca'), skipVerify: true },
          chosen: true,
        },
      ]);
      const elsewhere = { DOCKER_CONTEXT: 'ci', DOCKER_CONFIG: join(home, 'empty') };
      await assert.rejects(find(elsewhere), problem(/"ci" \(chosen by DOCKER_CONTEXT\) is not defined/));
    }));

  it('says so when the context in use is not defined or names no Docker', () =>
    withHome(async (home, find) => {
      await useContext(home, 'gone');
      await assert.rejects(
        find(),
        problem(
          /^The Docker context "gone" \(chosen by `docker context use`\) is not defined on this machine\. Choose/,
        ),
      );
      await putContext(home, 'gone', {});
      await assert.rejects(find(), problem(/names no Docker host/));
    }));

  it('knows that the context "default" is none, unless it was chosen by hand', () =>
    withHome(async (home, find) => {
      await useContext(home, 'default');
      assert.deepEqual(await find(), [fallback]);
      assert.deepEqual(await find({ DOCKER_CONTEXT: 'default' }), [
        { ...fallback, source: 'the Docker context "default"', chosen: true },
      ]);
      await put(join(home, '.docker', 'config.json'), '{ broken');
      assert.deepEqual(await find(), [fallback]);
    }));
});
