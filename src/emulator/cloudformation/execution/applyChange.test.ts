import assert from 'node:assert/strict';
import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import {
  bucket,
  buckets,
  create,
  eventLines,
  role,
  StackName,
  template,
  update,
  withStacks,
} from '../withStacks.fixture';

describe('an update of a stack', () => {
  it('adds, changes, replaces and removes, and cleans up last', () =>
    withStacks(async (client, { url }) => {
      const tagged = (Value: string) => ({
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: 'changed', Tags: [{ Key: 'k', Value }] },
      });
      const kept = bucket('kept');
      await create(
        client,
        template({ Kept: kept, Changed: tagged('1'), Replaced: bucket('old'), Removed: bucket('gone') }),
      );
      const stack = await update(
        client,
        template({ Kept: kept, Changed: tagged('2'), Replaced: bucket('new'), Added: bucket('added') }),
      );
      assert.equal(stack.StackStatus, 'UPDATE_COMPLETE');
      assert.deepEqual(await buckets(url), ['added', 'changed', 'kept', 'new']);
      const lines = await eventLines(client, StackName);
      assert.deepEqual(lines.slice(lines.indexOf('app CREATE_COMPLETE') + 1), [
        'app UPDATE_IN_PROGRESS: User Initiated',
        'Changed UPDATE_IN_PROGRESS',
        'Changed UPDATE_COMPLETE',
        'Replaced UPDATE_IN_PROGRESS: Requested update requires the creation of a new physical resource; hence creating one.',
        'Replaced UPDATE_COMPLETE',
        'Added CREATE_IN_PROGRESS',
        'Added CREATE_COMPLETE',
        'app UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
        'Removed DELETE_IN_PROGRESS',
        'Removed DELETE_COMPLETE',
        'Replaced DELETE_IN_PROGRESS',
        'Replaced DELETE_COMPLETE',
        'app UPDATE_COMPLETE',
      ]);
    }));

  it('that fails puts everything back', () =>
    withStacks(async (client, { url }) => {
      const tagged = (Value: string) => ({
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: 'changed', Tags: [{ Key: 'k', Value }] },
      });
      const before = template({ Changed: tagged('1'), Replaced: bucket('old'), Removed: bucket('stays') });
      await create(client, before);
      const after = {
        Changed: tagged('2'),
        Replaced: bucket('new'),
        Added: bucket('added'),
        Bad: bucket('Bad_Name'),
      };
      const stack = await update(client, template(after));
      assert.equal(stack.StackStatus, 'UPDATE_ROLLBACK_COMPLETE');
      assert.deepEqual(await buckets(url), ['changed', 'old', 'stays']);
      assert.deepEqual((await client.send(new GetTemplateCommand({ StackName }))).TemplateBody, before);
      const lines = await eventLines(client, StackName);
      assert.ok(lines.includes('Bad CREATE_FAILED: The specified bucket is not valid. (InvalidBucketName)'));
      assert.ok(
        lines.includes('app UPDATE_ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [Bad].'),
      );
      const again = await update(client, template({ Changed: tagged('3'), Replaced: bucket('old') }));
      assert.equal(again.StackStatus, 'UPDATE_COMPLETE');
    }));

  it('without a change is refused', () =>
    withStacks(async (client) => {
      const body = template({ A: bucket('a-1') });
      await create(client, body);
      await assert.rejects(update(client, `${body}\n`), {
        name: 'ValidationError',
        message: 'No updates are to be performed.',
      });
    }));

  it('changes outputs alone', () =>
    withStacks(async (client) => {
      await create(client, template({ A: bucket('a-1') }));
      const stack = await update(client, template({ A: bucket('a-1') }, { Outputs: { O: { Value: 'x' } } }));
      assert.deepEqual(stack.Outputs, [{ OutputKey: 'O', OutputValue: 'x' }]);
    }));

  it('keeps what the template says is to be retained', () =>
    withStacks(async (client, { url }) => {
      await create(
        client,
        template({ A: bucket('a-1'), Kept: bucket('kept', { DeletionPolicy: 'Retain' }) }),
      );
      await update(client, template({ A: bucket('a-1') }));
      assert.deepEqual(await buckets(url), ['a-1', 'kept']);
      assert.ok((await eventLines(client, StackName)).includes('Kept DELETE_SKIPPED'));
    }));

  it('of a role changes its policies in place', () =>
    withStacks(async (client) => {
      const policies = (name: string) => ({
        Policies: [{ PolicyName: name, PolicyDocument: { Statement: [] } }],
        ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`],
      });
      await create(client, template({ R: role('r', policies('one')) }));
      const stack = await update(
        client,
        template({ R: role('r', { ...policies('two'), Description: 'd' }) }),
      );
      assert.equal(stack.StackStatus, 'UPDATE_COMPLETE');
    }));
});
