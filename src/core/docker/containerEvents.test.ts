import assert from 'node:assert/strict';
import type { Clock } from '../clock';
import { toDisposable } from '../disposable';
import { connectDocker } from './connectDocker';
import type { ContainerEvent } from './docker';
import { withDockerServer, withFakeEngine } from './fakeDockerServer';

const event = (Action: string, timeNano: number, Attributes: Record<string, string> = {}) => ({
  Type: 'container',
  Action,
  Actor: { ID: 'a1', Attributes },
  time: Math.floor(timeNano / 1e9),
  timeNano,
});

/** Resolves once `count` events have come. */
const collect = (docker: { onDidContainer: (listener: (event: ContainerEvent) => void) => unknown }) => {
  const seen: ContainerEvent[] = [];
  let wake = () => {};
  docker.onDidContainer((each) => {
    seen.push(each);
    wake();
  });
  const upTo = async (count: number) => {
    while (seen.length < count)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return seen;
  };
  return { seen, upTo };
};

/** Does not wait: each pause is over at once, and its time has passed. */
const hurriedClock = (): Clock => {
  let now = 0;
  return {
    now: () => now,
    after: (delayMs, work) => {
      now += delayMs;
      const soon = setImmediate(work);
      return toDisposable(() => clearImmediate(soon));
    },
  };
};

describe('container events', () => {
  it("are Docker's and Podman's, and pass over the rest", () =>
    withFakeEngine(async (docker, server) => {
      const { upTo } = collect(docker);
      server.tell(event('exec_start: sh', 1e18));
      server.tell({ ...event('start', 1.1e18), Type: 'network' });
      server.tell({ nonsense: true });
      server.tell(event('died', 1.2e18, { containerExitCode: '3' }));
      server.tell(event('remove', 1.3e18));
      assert.deepEqual(await upTo(2), [
        { id: 'a1', action: 'die', exitCode: 3 },
        { id: 'a1', action: 'destroy' },
      ]);
    }));

  it('go on after a short drop where they ended, and tell nothing twice', () =>
    withFakeEngine(async (docker, server) => {
      const { upTo } = collect(docker);
      server.tell(event('start', 1_700_000_000_500_000_000));
      await upTo(1);
      const listen = server.answers['GET /events'];
      server.answers['GET /events'] = (request, response) => {
        listen?.(request, response);
        server.tell(event('start', 1_700_000_000_500_000_000));
        server.tell(event('die', 1_700_000_000_900_000_000, { exitCode: '1' }));
      };
      for (const listener of server.listeners) listener.destroy();
      assert.deepEqual(
        (await upTo(2)).map(({ action }) => action),
        ['start', 'die'],
      );
      assert.match(server.requests.at(-1) ?? '', /^GET \/events\?.*since=1700000000$/);
    }));

  it('survive a restart of Docker', () =>
    withFakeEngine(async (docker, server) => {
      const { upTo } = collect(docker);
      docker.onDidLose((reason) => assert.fail(reason));
      await server.stop();
      const listen = server.answers['GET /events'];
      const again = new Promise<void>((resolve) => {
        server.answers['GET /events'] = (request, response) => {
          listen?.(request, response);
          resolve();
        };
      });
      await server.start();
      await again;
      server.tell(event('stop', 1e18));
      assert.deepEqual(await upTo(1), [{ id: 'a1', action: 'stop' }]);
    }));

  it('end with one sentence when Docker stays away', () =>
    withDockerServer(async (server) => {
      const docker = await connectDocker({ places: server.places, clock: hurriedClock() });
      const lost: string[] = [];
      const told = new Promise<void>((resolve) =>
        docker.onDidLose((reason) => resolve(void lost.push(reason))),
      );
      await server.stop();
      await told;
      assert.deepEqual(lost, [
        `Docker does not answer any more at ${server.host}. Start it again, then try once more.`,
      ]);
      docker.dispose();
    }));

  it('leave no stream open when nobody wants them any more', () =>
    withFakeEngine(async (docker, server) => {
      assert.equal(server.listeners.size, 1);
      const [stream] = server.listeners;
      const closed = new Promise((resolve) => stream?.once('close', resolve));
      docker.onDidLose((reason) => assert.fail(reason));
      docker.dispose();
      await closed;
      assert.equal(server.listeners.size, 0);
    }));
});
