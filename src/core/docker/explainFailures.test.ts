import assert from 'node:assert/strict';
import type { DockerPlaces } from './dockerPlaces';
import { dockerPlaces } from './dockerPlaces';
import { explainFailure, explainFailures } from './explainFailures';
import { defaultSocket } from './knownSockets';

const failed = (code: string, host = 'unix:///var/run/docker.sock', source = 'the default socket') => ({
  candidate: { host, source, chosen: false },
  error: Object.assign(new Error(`connect ${code} ${host}`), { code }),
});

const group = 'root:x:0:\ndocker:x:998:jo,ann\n';

const machine = (given: Partial<DockerPlaces> = {}) =>
  dockerPlaces({
    platform: 'linux',
    env: { USER: 'me' },
    home: '/home/me',
    exists: async () => false,
    read: async (path) => (path === '/etc/group' ? Buffer.from(group) : undefined),
    groupOf: async () => 998,
    ...given,
  });

const explain = async (places: DockerPlaces, ...failures: ReturnType<typeof failed>[]) => {
  const { problem, message } = await explainFailures(places, failures);
  return [problem, message];
};

const closed = 'You may not use Docker: /var/run/docker.sock (the default socket) is closed to you.';

describe('why there is no Docker', () => {
  it('names the group to join', async () => {
    assert.deepEqual(await explain(machine(), failed('EACCES')), [
      'no-permission',
      `${closed} Join its group with \`sudo usermod -aG docker $USER\`, then log out and in again.`,
    ]);
  });

  it('says that a new membership begins with the next login', async () => {
    const [, message] = await explain(machine({ env: { USER: 'ann' } }), failed('EACCES'));
    assert.equal(
      message,
      `${closed} You are in its group "docker", but since this session began: log out and in again.`,
    );
  });

  it('knows that the group of root is none to join, and that Windows has another', async () => {
    const [, ofRoot] = await explain(machine({ groupOf: async () => 0 }), failed('EACCES'));
    assert.match(ofRoot ?? '', /Only root may: use rootless Docker/);
    const [, windows] = await explain(machine({ platform: 'win32' }), failed('EPERM'));
    assert.match(windows ?? '', /Join the group "docker-users"/);
  });

  it('prefers a closed socket to a dead one, and a dead one to none', async () => {
    const rancher = failed('ECONNREFUSED', 'unix:///home/me/.rd/docker.sock', 'Rancher Desktop');
    assert.deepEqual(await explain(machine(), failed('ENOENT'), rancher), [
      'not-running',
      'Docker is not running: nothing answers at /home/me/.rd/docker.sock (Rancher Desktop). Start Rancher Desktop.',
    ]);
    const [problem] = await explain(machine(), rancher, failed('EACCES'));
    assert.equal(problem, 'no-permission');
  });

  it('tells a product that was not started from none', async () => {
    const exists = async (path: string) => path === '/usr/bin/docker';
    const env = { USER: 'me', PATH: '/bin:/usr/bin' };
    assert.deepEqual(await explain(machine({ exists, env }), failed('ENOENT')), [
      'not-running',
      'Docker is not running: nothing answers at /var/run/docker.sock (the default socket). ' +
        'Start it with `sudo systemctl start docker`.',
    ]);
    const [problem, message] = await explain(machine({ env }), failed('ENOENT'));
    assert.equal(problem, 'not-installed');
    assert.match(message ?? '', /^No Docker was found\. Install Docker Engine/);
    const [, wsl] = await explain(machine({ env: { WSL_DISTRO_NAME: 'Debian' } }), failed('ENOENT'));
    assert.match(wsl ?? '', /WSL integration/);
    const [, mac] = await explain(machine({ platform: 'darwin' }), failed('ENOENT'));
    assert.match(mac ?? '', /Install Docker Desktop/);
  });

  it('says how each product is started', async () => {
    const steps: readonly [host: string, source: string, step: RegExp, platform?: NodeJS.Platform][] = [
      ['unix:///h/.colima/default/docker.sock', 'Colima', /`colima start`\.$/],
      ['unix:///h/.orbstack/run/docker.sock', 'OrbStack', /Start OrbStack\.$/],
      ['unix:///h/.lima/docker/sock/docker.sock', 'Lima', /`limactl start`\.$/],
      ['unix:///run/user/1000/docker.sock', 'DOCKER_HOST', /`systemctl --user start docker`\.$/],
      ['unix:///run/podman/podman.sock', 'Podman', /`systemctl --user start podman\.socket`\.$/],
      ['unix:///h/podman.sock', 'Podman', /`podman machine start`\.$/, 'darwin'],
      ['unix:///h/x.sock', 'the Docker context "desktop-linux"', /Start Docker Desktop\.$/],
    ];
    for (const [host, source, step, platform = 'linux'] of steps) {
      const [, message] = await explain(machine({ platform }), failed('ECONNREFUSED', host, source));
      assert.match(message ?? '', step);
    }
  });

  it('says that what was chosen does not run, or cannot be looked up', async () => {
    const chosen = async (code: string, host: string) => {
      const { candidate, error } = failed(code, host, 'DOCKER_HOST');
      return explainFailure(machine(), { ...candidate, chosen: true }, error);
    };
    assert.equal((await chosen('ENOENT', defaultSocket({ platform: 'linux' }).host)).problem, 'not-running');
    const { problem, message } = await chosen('ENOTFOUND', 'tcp://box:2375');
    assert.equal(problem, 'unreachable');
    assert.match(message, /^tcp:\/\/box:2375 \(DOCKER_HOST\) does not answer .*Its name cannot be looked up/);
  });
});
