import assert from 'node:assert/strict';
import { isHumanError } from '../errors';
import { type ContainerSpec, ownerLabel } from './docker';
import { FakeDocker } from './fakeDocker';
import { PortTakenError } from './portTakenError';

const spec: ContainerSpec = {
  name: 'lab',
  image: 'emulator:1',
  labels: { [ownerLabel]: 'vscode-1' },
  env: { PERSISTENCE: '1' },
  ports: [{ containerPort: 4566, hostIp: '127.0.0.1', hostPort: 4566 }],
  binds: ['/var/run/docker.sock:/var/run/docker.sock', 'lab:/var/lib/localstack'],
};

const withCreated = async () => {
  const docker = new FakeDocker();
  docker.images.add(spec.image);
  const id = await docker.create(spec);
  const events: string[] = [];
  docker.onDidContainer((event) => events.push(`${event.action} ${event.exitCode ?? ''}`.trim()));
  return { docker, id, events };
};

const says = (pattern: RegExp) => (error: unknown) => isHumanError(error) && pattern.test(error.message);

describe('FakeDocker', () => {
  it('creates, starts, stops and removes as Docker does, and tells by events', async () => {
    const { docker, id, events } = await withCreated();
    assert.deepEqual(docker.states, { lab: 'created' });
    assert.deepEqual([...docker.volumes.keys()], ['lab']);
    await docker.start(id);
    await docker.start(id);
    await docker.stop(id, 500);
    assert.deepEqual([docker.states, (await docker.inspect('lab'))?.exitCode], [{ lab: 'exited' }, 143]);
    await docker.remove(id);
    await docker.remove(id);
    assert.deepEqual(events, ['start', 'kill', 'die 143', 'stop', 'destroy']);
    assert.deepEqual(docker.states, {});
  });

  it('tells ports only while a container runs, and resumes a paused one to stop it', async () => {
    const { docker, id, events } = await withCreated();
    assert.deepEqual((await docker.inspect(id))?.ports, []);
    await docker.start(id);
    assert.deepEqual((await docker.list())[0]?.ports, spec.ports);
    await docker.unpause(id);
    docker.container(id).pause();
    await docker.stop(id, 500);
    assert.deepEqual(events, ['start', 'pause', 'unpause', 'kill', 'die 143', 'stop']);
    await docker.start(id);
    await docker.remove(id);
    assert.deepEqual(events.slice(6), ['start', 'kill', 'die 137', 'destroy']);
  });

  it('leaves a container alone that is not ours', async () => {
    const docker = new FakeDocker();
    const { id } = docker.put({ name: 'localstack-main', labels: { other: '1' } });
    for (const act of [() => docker.stop(id, 1), () => docker.unpause(id), () => docker.remove(id)]) {
      await assert.rejects(act(), says(/"localstack-main" was not made by Chaos Lab/));
    }
    docker.volumes.set('theirs', {});
    await assert.rejects(
      docker.removeVolume('theirs'),
      says(/The volume "theirs" was not made by Chaos Lab/),
    );
    assert.deepEqual(docker.states, { 'localstack-main': 'running' });
  });

  it('plays a start that a port prevents: no event, and it stays created', async () => {
    const { docker, id, events } = await withCreated();
    docker.beforeStart = () => {
      throw new PortTakenError(4566);
    };
    await assert.rejects(docker.start(id), PortTakenError);
    assert.deepEqual([docker.states, events], [{ lab: 'created' }, []]);
  });

  it('plays a container that prints and ends, for those that follow', async () => {
    const { docker, id } = await withCreated();
    docker.onStart = (container) => container.print('Starting');
    await docker.start(id);
    const lines: string[] = [];
    const following = docker.follow(id, 0, (line) => lines.push(line.text), new AbortController().signal);
    docker.container('lab').print('License activation failed!', 'error');
    docker.container('lab').exit(55);
    await following;
    assert.deepEqual(lines, ['Starting', 'License activation failed!']);
    assert.deepEqual(await docker.tail(id, 1), [{ level: 'error', text: 'License activation failed!' }]);
  });

  it('pulls unless the signal aborts, and is there no more once it is lost', async () => {
    const { docker } = await withCreated();
    const cancel = new AbortController();
    docker.onPull = () => cancel.abort();
    await assert.rejects(
      docker.pull('other:2', () => {}, cancel.signal),
      { name: 'AbortError' },
    );
    assert.equal(await docker.hasImage('other:2'), false);
    docker.lose('Docker went away. Start it again.');
    await assert.rejects(docker.list(), says(/went away/));
  });
});
