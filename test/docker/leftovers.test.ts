import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/lib/paths.mjs';
import { removeOfKilledRuns } from '../runners/dockerLeftovers.mjs';
import { runSuite } from '../runners/runSuite.mjs';
import { suites } from '../runners/suites.mjs';
import { requires } from '../support/requires';
import { withFolder } from '../support/withFolder.mjs';
import { baseImage } from './support/baseImage';
import { testDocker } from './support/testDocker';
import { runPidName, testOwner } from './support/testOwner.mjs';

const script = join(root, 'test', 'docker', 'support', 'leavesThings.mjs');
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');

/** What is in Docker with this label, stopped things too. */
async function labelled(owner: string): Promise<string[]> {
  const docker = testDocker();
  const filters = { label: [`chaos-lab=${owner}`] };
  const [containers, { Volumes }, networks] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listVolumes({ filters }),
    docker.listNetworks({ filters }),
  ]);
  return [
    ...containers.map(() => 'container'),
    ...(Volumes ?? []).map(() => 'volume'),
    ...networks.map(() => 'network'),
  ];
}

/** A run that has made its things and is killed before it could remove them; gives its owner. */
async function killedRun(image: string): Promise<string> {
  const child = spawn(process.execPath, [mocha, script], {
    env: { ...process.env, [runPidName]: undefined, LEAVE: 'killed', LEAVE_IMAGE: image },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true, // mocha starts a process of its own
  });
  const ended = once(child, 'exit');
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const owner = /^left by (\S+)/.exec(line)?.[1];
      if (owner !== undefined) return owner;
    }
    throw new Error('It ended by itself.');
  } finally {
    process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
    await ended;
  }
}

describe('what tests leave in Docker', () => {
  let image: string;
  before(async function () {
    this.timeout(180_000);
    await requires(this, 'docker');
    image = await baseImage();
  });

  it('is removed before the next run when a run was killed', async () => {
    const owner = await killedRun(image);
    assert.deepEqual(await labelled(owner), ['container', 'volume', 'network']);
    await suites.find(({ name }) => name === 'docker')?.prepare?.();
    assert.deepEqual(await labelled(owner), []);
  });

  it('stays while its run goes on, and when no test made it', async () => {
    const docker = testDocker();
    const owners = [testOwner(), 'vscode-1f3a9c02'];
    const names = owners.map(() => `chaos-lab-${testOwner()}`);
    await Promise.all(
      owners.map((owner, index) =>
        docker.createVolume({ Name: names[index], Labels: { 'chaos-lab': owner } }),
      ),
    );
    try {
      await removeOfKilledRuns();
      for (const name of names) assert.equal((await docker.getVolume(name).inspect()).Name, name);
    } finally {
      await Promise.all(names.map((name) => docker.getVolume(name).remove()));
    }
  });

  it('is named and removed when a run ends without removing it, and the run counts as failed', () =>
    withFolder(async (folder) => {
      const docker = suites.find(({ name }) => name === 'docker');
      assert.ok(docker);
      process.env.LEAVE_IMAGE = image;
      const result = await runSuite(
        { ...docker, name: 'leaves', files: async () => [script] },
        { folder, signal: new AbortController().signal },
      ).finally(() => delete process.env.LEAVE_IMAGE);
      const [first, ...left] = result.problem?.split('\n') ?? [];
      assert.equal(first, 'This was left behind:');
      assert.deepEqual(
        left.map((line) => line.trim().split(' ')[0]),
        ['container', 'volume', 'network'],
      );
      const owner = /\((test-\S+)\)/.exec(left[0] ?? '')?.[1];
      assert.ok(owner);
      assert.deepEqual(await labelled(owner), []);
    }));
});
