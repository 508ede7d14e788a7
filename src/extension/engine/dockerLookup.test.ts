import assert from 'node:assert/strict';
import type { connectDocker } from '../../core/docker/connectDocker';
import { DockerProblemError } from '../../core/docker/dockerProblem';
import { FakeDocker } from '../../core/docker/fakeDocker';
import { silentLog } from '../../core/log';
import { DockerLookup } from './dockerLookup';

const lookup = (connect: typeof connectDocker, host = '') =>
  new DockerLookup({ host: () => host, log: silentLog, connect });

describe('DockerLookup', () => {
  it('names the Docker that answers, and lets go of it', async () => {
    const docker = new FakeDocker();
    assert.deepEqual(await lookup(async () => docker).look(), {
      answers: true,
      name: 'Docker 20.10.24',
    });
    assert.equal(docker.disposed, true);
  });

  it('says why there is none', async () => {
    const none = lookup(async () => {
      throw new DockerProblemError('not-running', 'Docker is not running. Start it.');
    });
    assert.deepEqual(await none.look(), { answers: false, reason: 'Docker is not running. Start it.' });
  });

  it('looks where the setting says', async () => {
    const asked: (string | undefined)[] = [];
    const where = lookup(async ({ places } = {}) => {
      asked.push(places?.host);
      return new FakeDocker();
    }, ' tcp://10.0.0.5:2376 ');
    await where.look();
    assert.deepEqual(asked, ['tcp://10.0.0.5:2376']);
  });
});
