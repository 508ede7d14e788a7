import assert from 'node:assert/strict';
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/lib/paths.mjs';
import { connectDocker } from '../../src/core/docker/connectDocker';
import { dockerPlaces } from '../../src/core/docker/dockerPlaces';
import { type DockerProblem, isDockerProblem } from '../../src/core/docker/dockerProblem';
import { requires } from '../support/requires';
import { withFolder } from '../support/withFolder.mjs';

const has = (problem: DockerProblem, pattern: RegExp) => (error: unknown) => {
  assert.ok(isDockerProblem(error), String(error));
  assert.equal(error.problem, problem);
  assert.match(error.message, pattern);
  return true;
};

/** A machine on which nothing but what is in `home` is there. */
const bare = (home: string, env: NodeJS.ProcessEnv = {}) =>
  dockerPlaces({ home, env, exists: async (path) => path.startsWith(home) });

/** The socket file that a killed program leaves: it is there, and nobody listens. */
const deadSocket = async (path: string) => {
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', script], { stdio: 'ignore' }), 'exit');
};

describe('connecting to a real Docker', function () {
  this.timeout(30_000);
  before(async function () {
    await requires(this, 'docker');
  });

  it('finds it, and tells which it is', async () => {
    const docker = await connectDocker();
    try {
      assert.match(docker.version, /^\d+\.\d+/);
      assert.match(docker.address.host, /^(unix|npipe|tcp|ssh):/);
      assert.equal(docker.address.source, process.env.DOCKER_HOST ? 'DOCKER_HOST' : 'the default socket');
    } finally {
      docker.dispose();
    }
  });

  it('says that Docker is down when nobody listens at its socket', () =>
    withFolder(async (folder) => {
      const socket = join(folder, 'docker.sock');
      await deadSocket(socket);
      await assert.rejects(
        connectDocker({ places: bare(folder, { DOCKER_HOST: `unix://${socket}` }) }),
        has(
          'not-running',
          /^Docker is not running: nothing answers at \S+docker\.sock \(DOCKER_HOST\)\. Start/,
        ),
      );
    }));

  it('says how to be let in when the socket is closed to this user', async function () {
    onlyRoot(this);
    const { problem, message } = await connectElsewhere((node, script) =>
      spawn(node, [script], { uid: 65534, gid: 65534, ...quiet }),
    );
    assert.equal(problem, 'no-permission');
    assert.match(
      message,
      /^You may not use Docker: \S+docker\.sock \(the default socket\) is closed to you\. (Join its group with `sudo usermod -aG \w+ \$USER`, then log out and in again\.|Only root may)/,
    );
  });

  it('says how to get a Docker where there is none', async function () {
    onlyRoot(this);
    // The same machine, without its sockets and with nothing on the PATH.
    const hide = 'mount -t tmpfs none /run && exec "$0" "$@"';
    const { problem, message } = await connectElsewhere((node, script) =>
      spawn('/usr/bin/unshare', ['--mount', '/bin/sh', '-c', hide, node, script], quiet),
    );
    assert.equal(problem, 'not-installed');
    assert.match(message, /^No Docker was found\. Install Docker Engine \(https:\S+\), or name its address/);
  });
});

const onlyRoot = (context: Mocha.Context) => {
  if (process.getuid?.() === 0) return;
  if (context.test) context.test.skipReason = 'only root can become another user or hide a socket';
  context.skip();
};

const quiet: SpawnOptions = {
  env: { USER: 'nobody', HOME: '/nonexistent' },
  stdio: ['ignore', 'pipe', 'pipe'],
};

/** What `connectDocker` rejects with in another process. */
const connectElsewhere = (begin: (node: string, script: string) => ChildProcess) =>
  withFolder(async (folder) => {
    await chmod(folder, 0o755);
    const script = join(folder, 'connect.cjs');
    await bundle(script);
    const node = join(folder, 'node');
    await copyFile(process.execPath, node); // where this one lies may be closed to others
    await chmod(node, 0o755);
    const child = begin(node, script);
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.on('data', (chunk) => {
        output[name] += chunk;
      });
    }
    await once(child, 'close');
    assert.ok(output.stdout, output.stderr);
    return JSON.parse(output.stdout) as { problem: string; message: string };
  });

const bundle = (outfile: string) =>
  build({
    absWorkingDir: root,
    stdin: { contents: connectScript, resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
    external: ['cpu-features', '*.node'],
  });

const connectScript = `
  import { connectDocker } from './src/core/docker/connectDocker';
  connectDocker().then(
    (docker) => { console.log(JSON.stringify({ problem: 'none', message: docker.version })); docker.dispose(); },
    (error) => console.log(JSON.stringify({ problem: error.problem, message: error.message })),
  );
`;
