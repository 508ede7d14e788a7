import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../scripts/lib/paths.mjs';
import { withFolder } from '../test/support/withFolder.mjs';

/**
 * Starts it beside an engine of the test's own.
 *
 * @param {string} engine its source @param {string[]} [args] @param {NodeJS.ProcessEnv} [env]
 */
const withEntrypoint = (engine, use, args = [], env = {}) =>
  withFolder(async (folder) => {
    await copyFile(join(root, 'docker', 'entrypoint.cjs'), join(folder, 'entrypoint.cjs'));
    await writeFile(join(folder, 'engine.js'), engine);
    const child = spawn(process.execPath, [join(folder, 'entrypoint.cjs'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    const ended = once(child, 'exit');
    try {
      const [printed] = await once(child.stdout, 'data');
      return await use(child, ended, String(printed));
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  });

describe("the container's entrypoint", () => {
  const print = 'console.log(JSON.stringify(process.argv.slice(2)));';
  const options = (args, env) =>
    withEntrypoint(print, async (_child, _ended, printed) => JSON.parse(printed), args, env);
  const reachable = ['--host', '0.0.0.0', '--port', '4566'];
  const kept = ['--data', '/var/lib/localstack'];

  it('makes the engine reachable and keeps its state, and adds what it is given', async () => {
    assert.deepEqual(await options(['--seed', '1']), [...reachable, ...kept, '--seed', '1']);
  });

  it('keeps no state for a gateway', async () => {
    const upstream = ['--upstream', 'http://floci:4566'];
    assert.deepEqual(await options(upstream), [...reachable, ...upstream]);
    assert.deepEqual(await options(['--upstream=http://floci:4566']), [
      ...reachable,
      '--upstream=http://floci:4566',
    ]);
  });

  it('takes options from the environment, before its arguments', async () => {
    const env = { CHAOS_LAB_OPTIONS: ' --allow-host aws  --seed 1 ' };
    const given = ['--allow-host', 'aws', '--seed', '1', '--seed', '2'];
    assert.deepEqual(await options(['--seed', '2'], env), [...reachable, ...kept, ...given]);
  });

  const running = "setInterval(() => {}, 1000); console.log('up');";

  it('ends on a signal before the engine listens to it', () =>
    withEntrypoint(running, async (child, ended) => {
      child.kill('SIGTERM');
      assert.deepEqual(await ended, [0, null]);
    }));

  it('leaves signals to the engine once that listens to them', () =>
    withEntrypoint(`process.once('SIGTERM', () => process.exit(7)); ${running}`, async (child, ended) => {
      child.kill('SIGTERM');
      assert.deepEqual(await ended, [7, null]);
    }));
});
