import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeployRecord } from './deployRecord';
import { withFolder } from './fakeTool';

const entry = { endpoint: 'http://127.0.0.1:4566', first: true, outputs: { REST_API_ID: 'a1' } };

describe('DeployRecord', () => {
  it('is read again by the next run, all of what regions wrote side by side', () =>
    withFolder(async (dir) => {
      const record = await DeployRecord.open(dir);
      const serverless = { name: 'osls', version: '4.3.1' };
      await Promise.all([
        record.set('us-east-1', entry),
        record.set('us-west-2', { ...entry, first: false, serverless }),
        record.set('eu-west-1', entry),
        record.delete('eu-west-1'),
      ]);
      const again = await DeployRecord.open(dir);
      assert.deepEqual(
        again.regions.map((region) => [region, again.get(region)]),
        [
          ['us-east-1', entry],
          ['us-west-2', { ...entry, first: false, serverless }],
        ],
      );
    }));

  it('keeps its folder out of the repository', () =>
    withFolder(async (dir) => {
      await (await DeployRecord.open(dir)).set('us-east-1', entry);
      assert.equal(await readFile(join(dir, '.chaos', '.gitignore'), 'utf8'), '*\n');
    }));

  it('begins anew where there is none, or none that can be read', () =>
    withFolder(async (dir) => {
      assert.deepEqual((await DeployRecord.open(dir)).regions, []);
      await (await DeployRecord.open(dir)).set('us-east-1', entry);
      await writeFile(join(dir, '.chaos', 'deployed.json'), '{"regions":{"us-east-1":{}}}');
      assert.deepEqual((await DeployRecord.open(dir)).regions, []);
    }));
});
