import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endAll, leftovers } from './leftovers.mjs';

describe('leftovers', () => {
  const start = async (env) => {
    const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, ...env },
    });
    await once(child.stdout, 'data');
    return child;
  };

  it('finds a process of the group that stays, and ends it', async () => {
    const child = await start();
    const ended = once(child, 'exit');
    const found = await leftovers(child.pid, 'NOT=set', 0);
    endAll(found);
    assert.deepEqual(
      found.map(({ pid }) => pid),
      [child.pid],
    );
    await ended;
    assert.deepEqual(await leftovers(child.pid, 'NOT=set'), []);
  });

  it('finds one that left the group by what it inherited, on Linux', async function () {
    if (process.platform !== 'linux') this.skip();
    const child = await start({ CHAOS_LAB_LEFTOVER_TEST: String(process.pid) });
    const ended = once(child, 'exit');
    const found = await leftovers(-1, `CHAOS_LAB_LEFTOVER_TEST=${process.pid}`, 0);
    endAll(found);
    assert.deepEqual(
      found.map(({ pid }) => pid),
      [child.pid],
    );
    await ended;
  });
});
