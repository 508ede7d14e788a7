import assert from 'node:assert/strict';
import type { ContainerEvent, Docker } from '../../src/core/docker/docker';
import { requires } from '../support/requires';
import { scriptImage } from './support/scriptImage';
import { testDocker } from './support/testDocker';
import { until } from './support/until';
import { scriptSpec, waits, withContainer } from './support/withContainer';
import { withDocker } from './support/withDocker';

/** What happens to one container, as `action` or `die 7`. */
const eventsOf = (docker: Docker, id: string): string[] => {
  const seen: string[] = [];
  docker.onDidContainer((event: ContainerEvent) => {
    if (event.id === id) seen.push([event.action, event.exitCode ?? ''].join(' ').trim());
  });
  return seen;
};

describe('events of a real Docker', function () {
  this.timeout(60_000);
  before(async function () {
    this.timeout(180_000);
    await requires(this, 'docker');
    await scriptImage();
  });

  it('tell what others do to a container', () =>
    withDocker(async (docker) => {
      const script = `console.log('up'); ${waits}`;
      await withContainer(docker, await scriptSpec(script), async (id) => {
        const seen = eventsOf(docker, id);
        const other = testDocker().getContainer(id);
        await other.start();
        await until(async () => (await docker.tail(id, 1)).length > 0, 'it is up');
        await other.pause();
        await other.unpause();
        await other.stop({ t: 10 });
        await other.remove();
        await until(() => seen.includes('destroy'), 'its removal is told');
        assert.deepEqual(seen, ['start', 'pause', 'unpause', 'kill', 'die 143', 'stop', 'destroy']);
      });
    }));

  it('tell that a container crashed, and with which code', () =>
    withDocker(async (docker) => {
      await withContainer(docker, await scriptSpec('process.exit(7)'), async (id) => {
        const seen = eventsOf(docker, id);
        await docker.start(id);
        await until(() => seen.some((event) => event.startsWith('die')), 'its end is told');
        assert.deepEqual(seen, ['start', 'die 7']);
      });
    }));

  it('come to each client, and no more once it let go', () =>
    withDocker((one) =>
      withDocker(async (two) => {
        await withContainer(one, await scriptSpec('process.exit(0)'), async (id) => {
          const seen = [eventsOf(one, id), eventsOf(two, id)] as const;
          two.dispose();
          await one.start(id);
          await until(() => seen[0].includes('die 0'), 'its end is told');
          assert.deepEqual(seen, [['start', 'die 0'], []]);
          await assert.rejects(two.list(), { name: 'AbortError' });
        });
      }),
    ));
});
