import assert from 'node:assert/strict';
import {
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ListStacksCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  bucket,
  buckets,
  create,
  eventLines,
  StackName,
  sdkConfig,
  settled,
  template,
  withStacks,
} from '../withStacks.fixture';

describe('the deletion of a stack', () => {
  it('deletes dependents first and leaves nothing', () =>
    withStacks(async (client, { url }) => {
      const Policy = {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'B' }, PolicyDocument: {} },
      };
      const { StackId = '' } = await create(client, template({ B: bucket('b-1'), Policy }));
      await client.send(new DeleteStackCommand({ StackName }));
      assert.equal((await settled(client, StackId)).StackStatus, 'DELETE_COMPLETE');
      assert.deepEqual(await buckets(url), []);
      const lines = await eventLines(client, StackId);
      assert.deepEqual(lines.slice(lines.indexOf('app CREATE_COMPLETE') + 1), [
        'app DELETE_IN_PROGRESS: User Initiated',
        'Policy DELETE_IN_PROGRESS',
        'Policy DELETE_COMPLETE',
        'B DELETE_IN_PROGRESS',
        'B DELETE_COMPLETE',
        'app DELETE_COMPLETE',
      ]);
      const missing = { name: 'ValidationError', message: 'Stack with id app does not exist' };
      await assert.rejects(client.send(new DescribeStacksCommand({ StackName })), missing);
      await assert.rejects(client.send(new DescribeStackEventsCommand({ StackName })), missing);
      const { StackSummaries } = await client.send(
        new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }),
      );
      assert.deepEqual(
        StackSummaries?.map((stack) => stack.StackId),
        [StackId],
      );
    }));

  it('fails with a bucket that is not empty, and works when it is', () =>
    withStacks(async (client, { url }) => {
      const s3 = new S3Client({ ...sdkConfig(url), forcePathStyle: true });
      const Full = bucket('full');
      await create(
        client,
        template({
          Full: { ...Full, DependsOn: 'Needed' },
          Other: bucket('other'),
          Needed: bucket('needed'),
        }),
      );
      await s3.send(new PutObjectCommand({ Bucket: 'full', Key: 'a', Body: 'x' }));
      s3.destroy();
      await client.send(new DeleteStackCommand({ StackName }));
      const stack = await settled(client, StackName);
      assert.equal(stack.StackStatus, 'DELETE_FAILED');
      assert.equal(stack.StackStatusReason, 'The following resource(s) failed to delete: [Full].');
      assert.deepEqual(await buckets(url), ['full', 'needed']);
      const StackId = stack.StackId ?? '';
      await client.send(new DeleteStackCommand({ StackName, RetainResources: ['Full'] }));
      assert.equal((await settled(client, StackId)).StackStatus, 'DELETE_COMPLETE');
      assert.deepEqual(await buckets(url), ['full']);
    }));

  it('takes what is gone already for deleted', () =>
    withStacks(async (client) => {
      const shared = (id: string) =>
        template({
          [id]: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'b-1', PolicyDocument: {} } },
        });
      await create(client, template({ B: bucket('b-1') }), { StackName: 'base' });
      const { StackId = '' } = await create(client, shared('P'));
      await client.send(new DeleteStackCommand({ StackName: 'base' }));
      await client.send(new DeleteStackCommand({ StackName }));
      assert.equal((await settled(client, StackId)).StackStatus, 'DELETE_COMPLETE');
    }));

  it('of a stack that is not there succeeds', () =>
    withStacks(async (client) => {
      await client.send(new DeleteStackCommand({ StackName: 'never' }));
    }));

  it('is refused while others use an export, or while protected', () =>
    withStacks(async (client) => {
      const exporting = { Outputs: { O: { Value: { Ref: 'A' }, Export: { Name: 'shared' } } } };
      await create(client, template({ A: bucket('a-1') }, exporting), { StackName: 'base' });
      const importing = {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { 'Fn::ImportValue': 'shared' }, PolicyDocument: {} },
      };
      const { StackId } = await create(client, template({ P: importing }));
      await assert.rejects(client.send(new DeleteStackCommand({ StackName: 'base' })), {
        message: 'Export shared cannot be deleted as it is in use by app',
      });
      await client.send(
        new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: true }),
      );
      await assert.rejects(client.send(new DeleteStackCommand({ StackName })), {
        message: /TerminationProtection/,
      });
      await client.send(
        new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }),
      );
      await client.send(new DeleteStackCommand({ StackName }));
      await settled(client, StackId ?? '');
      await client.send(new DeleteStackCommand({ StackName: 'base' }));
    }));
});
