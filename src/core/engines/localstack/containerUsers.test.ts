import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContainerUsers } from './containerUsers';

const withFolder = async (work: (dir: string) => Promise<void>): Promise<void> => {
  const dir = await mkdtemp(join(tmpdir(), 'chaos-lab-users-'));
  try {
    await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

describe('ContainerUsers', () => {
  it('counts the others, not oneself', () =>
    withFolder(async (dir) => {
      const [first, second] = [new ContainerUsers(dir), new ContainerUsers(dir)];
      await first.join('c1');
      assert.deepEqual([await first.others('c1'), await second.others('c1')], [0, 1]);
      await second.join('c1');
      assert.deepEqual([await first.others('c1'), await first.others('c2')], [1, 0]);
      await second.leave('c1');
      assert.equal(await first.others('c1'), 0);
    }));

  it('does not count who died', () =>
    withFolder(async (dir) => {
      const users = new ContainerUsers(dir);
      await users.join('c1');
      const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
      const ended = once(child, 'close');
      await writeFile(join(dir, 'c1', `${child.pid}.1`), '');
      child.kill('SIGKILL');
      await ended;
      assert.equal(await users.others('c1'), 0);
    }));

  it('does not take another process for one that died, though it has its number', async function () {
    if (process.platform !== 'linux') this.skip(); // elsewhere the begin of a process is not known
    await withFolder(async (dir) => {
      const users = new ContainerUsers(dir);
      await users.join('c1');
      await writeFile(join(dir, 'c1', `${process.ppid}.1`), '1');
      assert.equal(await users.others('c1'), 0);
    });
  });

  it('keeps nothing of a container that is no more', () =>
    withFolder(async (dir) => {
      const users = new ContainerUsers(dir);
      await users.join('c1');
      await users.forget('c1');
      assert.deepEqual(await readdir(dir), []);
    }));
});
