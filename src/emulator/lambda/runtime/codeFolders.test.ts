import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipOf } from '../withLambda';
import { CodeFolders } from './codeFolders';
import { until } from './until';

const load = async () => zipOf('module.exports = 1');

async function withFolders(test: (folders: CodeFolders) => Promise<void>, keepMs?: number): Promise<void> {
  const folders = new CodeFolders(keepMs);
  try {
    await test(folders);
  } finally {
    await folders.close();
  }
}

describe('CodeFolders', () => {
  it('unpacks the same code once for all its users', () =>
    withFolders(async (folders) => {
      let loads = 0;
      const counted = () => {
        loads++;
        return load();
      };
      const [first, second] = await Promise.all([
        folders.acquire('a', counted),
        folders.acquire('a', counted),
      ]);
      assert.deepEqual([first === second, loads], [true, 1]);
      assert.equal(await readFile(join(first, 'index.js'), 'utf8'), 'module.exports = 1');
    }));

  it('removes code some time after its last user let go of it', () =>
    withFolders(async (folders) => {
      const path = await folders.acquire('a', load);
      await folders.acquire('a', load);
      folders.release('a');
      assert.ok(existsSync(path));
      folders.release('a');
      await until('the folder is gone', () => !existsSync(path));
    }, 5));

  it('tries again after code that could not be unpacked', () =>
    withFolders(async (folders) => {
      await assert.rejects(
        folders.acquire('a', () => Promise.reject(new Error('no blob'))),
        /no blob/,
      );
      assert.ok(existsSync(await folders.acquire('a', load)));
    }));

  it('removes everything when it closes', async () => {
    let path = '';
    await withFolders(async (folders) => {
      path = await folders.acquire('a', load);
    });
    assert.equal(existsSync(join(path, '..')), false);
  });

  it('removes what an engine that was killed left behind, and nothing of one that runs', async () => {
    const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
    const left = await mkdtemp(join(tmpdir(), `chaos-lab-functions-${dead}-`));
    await withFolders(async (running) => {
      const used = await running.acquire('a', load);
      await withFolders(async (folders) => {
        await folders.acquire('a', load);
        assert.deepEqual([existsSync(left), existsSync(used)], [false, true]);
      });
    });
  });
});
