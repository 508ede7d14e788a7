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
import { parseTestOwner, runPidName, testOwner } from './support/testOwner.mjs';

const script = join(root, 'test', 'docker', 'support', 'leavesThings.mjs');
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');

/** What is in Docker with this in its name, stopped things too. */
async function named(owner: string): Promise<string[]> {
  const docker = testDocker();
  const filters = { name: [`chaos-lab-${owner}`] };
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
    assert.deepEqual(await named(owner), ['container', 'volume', 'network']);
    await suites.find(({ name }) => name === 'docker')?.prepare?.();
    assert.deepEqual(await named(owner), []);
  });

  it('stays while its run goes on', async () => {
    const owner = testOwner();
    const Name = `chaos-lab-${owner}`;
    await testDocker().createVolume({ Name, Labels: { 'chaos-lab': owner } });
    try {
      await removeOfKilledRuns();
      assert.deepEqual(await named(owner), ['volume']);
    } finally {
      await testDocker().getVolume(Name).remove();
    }
  });

  it('is told from what the lab made elsewhere', () => {
    assert.equal(parseTestOwner('vscode-1f3a9c02'), undefined);
    assert.equal(parseTestOwner('chaos-lab-localstack'), undefined);
    assert.equal(
      parseTestOwner(`chaos-lab-${testOwner()}`)?.pid,
      Number(process.env[runPidName] ?? process.pid),
    );
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
      assert.deepEqual(await named(owner), []);
    }));
});
