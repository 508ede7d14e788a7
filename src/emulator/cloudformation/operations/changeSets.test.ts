import assert from 'node:assert/strict';
import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
} from '@aws-sdk/client-cloudformation';
import {
  bucket,
  buckets,
  CAPABILITIES,
  create,
  StackName,
  settled,
  template,
  withStacks,
} from '../withStacks.fixture';

describe('a change set', () => {
  const changeSet = (ChangeSetType: 'CREATE' | 'UPDATE', TemplateBody: string) =>
    new CreateChangeSetCommand({
      StackName,
      ChangeSetName: 'cs',
      ChangeSetType,
      TemplateBody,
      ...CAPABILITIES,
    });
  const named = { StackName, ChangeSetName: 'cs' };

  it('makes a stack, and then changes it', () =>
    withStacks(async (client, { url }) => {
      await client.send(changeSet('CREATE', template({ A: bucket('a-1') })));
      const first = await client.send(new DescribeChangeSetCommand(named));
      assert.equal(first.Status, 'CREATE_COMPLETE');
      assert.equal(first.ExecutionStatus, 'AVAILABLE');
      assert.equal(
        (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0]?.StackStatus,
        'REVIEW_IN_PROGRESS',
      );
      assert.deepEqual(await buckets(url), []);
      await client.send(new ExecuteChangeSetCommand(named));
      assert.equal((await settled(client, StackName)).StackStatus, 'CREATE_COMPLETE');

      await client.send(new DeleteChangeSetCommand(named));
      await client.send(changeSet('UPDATE', template({ A: bucket('a-2'), B: bucket('b-1') })));
      const second = await client.send(new DescribeChangeSetCommand(named));
      assert.deepEqual(
        second.Changes?.map(({ ResourceChange: change }) => [
          change?.Action,
          change?.LogicalResourceId,
          change?.Replacement,
        ]),
        [
          ['Modify', 'A', 'True'],
          ['Add', 'B', undefined],
        ],
      );
      await client.send(new ExecuteChangeSetCommand(named));
      assert.equal((await settled(client, StackName)).StackStatus, 'UPDATE_COMPLETE');
      assert.deepEqual(await buckets(url), ['a-2', 'b-1']);
      await assert.rejects(client.send(new ExecuteChangeSetCommand(named)), {
        name: 'InvalidChangeSetStatusException',
      });
    }));

  it('without changes fails and says so', () =>
    withStacks(async (client) => {
      const body = template({ A: bucket('a-1') });
      await create(client, body);
      await client.send(changeSet('UPDATE', body));
      const { Status, StatusReason } = await client.send(new DescribeChangeSetCommand(named));
      assert.deepEqual([Status, StatusReason], ['FAILED', 'No updates are to be performed.']);
    }));

  it('may be deleted also when there is none', () =>
    withStacks(async (client) => {
      await create(client, template({ A: bucket('a-1') }));
      await client.send(new DeleteChangeSetCommand(named));
      await assert.rejects(client.send(new DescribeChangeSetCommand(named)), {
        name: 'ChangeSetNotFoundException',
      });
      assert.deepEqual((await client.send(new ListChangeSetsCommand({ StackName }))).Summaries, []);
    }));

  it('for a stack that is not there, or is there already, is refused', () =>
    withStacks(async (client) => {
      const body = template({ A: bucket('a-1') });
      await assert.rejects(client.send(changeSet('UPDATE', body)), { message: 'Stack [app] does not exist' });
      await create(client, body);
      await assert.rejects(client.send(changeSet('CREATE', body)), { message: /\[app\] already exists/ });
    }));
});
