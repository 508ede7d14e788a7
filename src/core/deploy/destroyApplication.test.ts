import assert from 'node:assert/strict';
import { deployApplication } from './deployApplication';
import { destroyApplication } from './destroyApplication';
import { outcomes, readRecord, withApplication } from './fakeApplication';
import { commandsOf, readRuns } from './fakeTool';

describe('destroyApplication', () => {
  it('removes Serverless, then Terraform, where and how it was deployed, and forgets it', () =>
    withApplication({}, async (options, dir) => {
      await deployApplication(options);
      const before = (await readRuns(dir)).length;
      const report = await destroyApplication(options);
      assert.deepEqual(outcomes(report), { 'us-east-1': 'done', 'us-west-2': 'done' });
      const runs = (await readRuns(dir)).slice(before);
      for (const region of options.regions) {
        assert.deepEqual(commandsOf(runs, region), ['osls remove', 'terraform init', 'terraform destroy']);
      }
      assert.equal(runs.find(({ args }) => args[0] === 'remove')?.env.REST_API_ID, 'a1b2');
      assert.deepEqual(await readRecord(dir), {});
      assert.deepEqual((await destroyApplication(options)).regions, []);
    }));

  it('takes a stack that is gone for removed', () =>
    withApplication(
      {
        osls: `if (args[0] === 'remove') { console.error("Error:\\nStack 'x-local' does not exist"); return 1 } return 0`,
      },
      async (options, dir) => {
        await deployApplication(options);
        assert.deepEqual(outcomes(await destroyApplication(options)), {
          'us-east-1': 'done',
          'us-west-2': 'done',
        });
        assert.deepEqual(await readRecord(dir), {});
      },
    ));

  it('keeps the record of a region that could not be destroyed', () =>
    withApplication(
      {
        osls: `if (args[0] === 'remove' && region === 'us-east-1') { console.error('Error:\\nDenied'); return 1 } return 0`,
      },
      async (options, dir) => {
        await deployApplication(options);
        assert.deepEqual(outcomes(await destroyApplication(options)), {
          'us-east-1': 'failed',
          'us-west-2': 'done',
        });
        assert.deepEqual(Object.keys(await readRecord(dir)), ['us-east-1']);
      },
    ));

  it('destroys one region alone', () =>
    withApplication({}, async (options, dir) => {
      await deployApplication(options);
      await destroyApplication({ ...options, regions: ['us-west-2'] });
      assert.deepEqual(Object.keys(await readRecord(dir)), ['us-east-1']);
    }));
});
