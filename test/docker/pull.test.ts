import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Docker, PullProgress } from '../../src/core/docker/docker';
import { dockerPlaces } from '../../src/core/docker/dockerPlaces';
import { isHumanError } from '../../src/core/errors';
import { requires } from '../support/requires';
import { withFolder } from '../support/withFolder.mjs';
import { type FakeRegistry, withRegistry } from './support/fakeRegistry';
import { testDocker } from './support/testDocker';
import { until } from './support/until';
import { withDocker } from './support/withDocker';

const layers = [300_000, 500_000, 700_000];

/** With a registry and a Docker, and without the image afterwards. */
const withBoth = (work: (docker: Docker, registry: FakeRegistry) => Promise<void>, config?: string) =>
  withRegistry(layers, async (registry) => {
    const places = config ? dockerPlaces({ env: { ...process.env, DOCKER_CONFIG: config } }) : undefined;
    try {
      await withDocker((docker) => work(docker, registry), places);
    } finally {
      await testDocker().getImage(registry.image).remove({ force: true }).catch(unlessMissing);
    }
  });

const unlessMissing = (error: { statusCode?: number }) => {
  if (error.statusCode !== 404) throw error;
};

const says = (pattern: RegExp) => (error: unknown) => isHumanError(error) && pattern.test(error.message);
const nothing = () => {};

describe('pulling an image', function () {
  this.timeout(60_000);
  before(async function () {
    await requires(this, 'docker');
  });

  it('counts bytes and layers up to the whole image', () =>
    withBoth(async (docker, registry) => {
      assert.equal(await docker.hasImage(registry.image), false);
      const seen: PullProgress[] = [];
      registry.slowAfterBytes = 200_000;
      const pulling = docker.pull(registry.image, (progress) => seen.push(progress));
      await until(() => seen.some(({ current }) => current > 0), 'bytes arrive');
      const half = seen.at(-1);
      assert.ok(half && half.layers === 3 && half.layersDone === 0);
      assert.ok(half.current < registry.layerBytes, `${half.current} of ${registry.layerBytes}`);
      registry.hurry();
      await pulling;
      assert.deepEqual(seen.at(-1), {
        current: registry.layerBytes,
        total: registry.layerBytes,
        layersDone: 3,
        layers: 3,
      });
      const currents = seen.map(({ current }) => current);
      assert.deepEqual(
        currents,
        [...currents].sort((a, b) => a - b),
      );
      assert.equal(await docker.hasImage(registry.image), true);
    }));

  it('stops, and makes Docker stop, when it is cancelled half way', () =>
    withBoth(async (docker, registry) => {
      registry.slowAfterBytes = 200_000;
      const cancel = new AbortController();
      const seen: PullProgress[] = [];
      const pulling = docker.pull(registry.image, (progress) => seen.push(progress), cancel.signal);
      await until(() => seen.some(({ current }) => current > 0), 'bytes arrive');
      const { length } = seen;
      cancel.abort();
      await assert.rejects(pulling, { name: 'AbortError' });
      await until(() => registry.sending === 0, 'Docker hangs up');
      assert.equal(seen.length, length);
      assert.equal(await docker.hasImage(registry.image), false);
      assert.match(docker.version, /^\d/);
      assert.ok(await docker.list());
    }));

  it('asks nobody when it is cancelled before', () =>
    withBoth(async (docker, registry) => {
      await assert.rejects(docker.pull(registry.image, nothing, AbortSignal.abort()), { name: 'AbortError' });
      assert.deepEqual(registry.requests, []);
    }));

  it('says that the registry has no such image', () =>
    withBoth(async (docker, registry) => {
      registry.refusal = { status: 404, code: 'MANIFEST_UNKNOWN' };
      await assert.rejects(
        docker.pull(registry.image, nothing),
        says(/^The registry 127\.0\.0\.1:\d+ has no image ".*"\. Check its name and tag\.$/),
      );
    }));

  it('says that it needs a login, or that there were too many pulls', () =>
    withBoth(async (docker, registry) => {
      registry.login = 'me:secret';
      await assert.rejects(
        docker.pull(registry.image, nothing),
        says(/needs a login\. Check the name, or log in with `docker login 127\.0\.0\.1:\d+`\.$/),
      );
      registry.login = undefined;
      registry.refusal = { status: 403, code: 'DENIED' };
      await assert.rejects(docker.pull(registry.image, nothing), says(/needs a login/));
      registry.refusal = { status: 429, code: 'TOOMANYREQUESTS' };
      await assert.rejects(
        docker.pull(registry.image, nothing),
        says(/takes no more pulls from here for now/),
      );
    }));

  it('logs in with what `docker login` has stored', () =>
    withFolder((config) =>
      withBoth(async (docker, registry) => {
        registry.login = 'me:secret';
        const auths = { [registry.host]: { auth: Buffer.from('me:secret').toString('base64') } };
        await writeFile(join(config, 'config.json'), JSON.stringify({ auths }));
        await docker.pull(registry.image, nothing);
        assert.equal(await docker.hasImage(registry.image), true);
      }, config),
    ));

  it('says that nobody is there', () =>
    withBoth(async (docker, registry) => {
      const { image } = registry;
      const gone = image.replace(registry.host, '127.0.0.1:9');
      await assert.rejects(docker.pull(gone, nothing), says(/cannot reach the registry 127\.0\.0\.1:9/));
    }));
});
