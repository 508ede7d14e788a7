import assert from 'node:assert/strict';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { withEngine } from '../../cli/engine/withEngine';

const RoleName = 'runner';
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});
const MANAGED = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

const clientFor = (endpoint: string, region = 'us-east-1') =>
  new IAMClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });

const withRole = (work: (client: IAMClient, url: string) => Promise<void>) =>
  withEngine({}, async ({ url }) => {
    const client = clientFor(url);
    await client.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST, Path: '/app/' }));
    await work(client, url);
    client.destroy();
  });

describe('iam', () => {
  it('gives a role back as it was created, with its documents percent-encoded', () =>
    withRole(async (client) => {
      const { Role } = await client.send(new GetRoleCommand({ RoleName }));
      assert.equal(Role?.Arn, 'arn:aws:iam::000000000000:role/app/runner');
      assert.match(Role?.RoleId ?? '', /^AROA[A-Z0-9]{17}$/);
      assert.equal(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''), TRUST);
      assert.equal(Role?.MaxSessionDuration, 3600);
      assert.ok(Role?.CreateDate instanceof Date);
    }));

  it('knows no regions', () =>
    withRole(async (_client, url) => {
      const elsewhere = clientFor(url, 'eu-west-1');
      const { Roles } = await elsewhere.send(new ListRolesCommand({}));
      assert.deepEqual(
        Roles?.map((role) => role.RoleName),
        [RoleName],
      );
      elsewhere.destroy();
    }));

  it('changes what may be changed', () =>
    withRole(async (client) => {
      const changed = TRUST.replace('lambda', 'edgelambda');
      await client.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: changed }));
      await client.send(
        new UpdateRoleCommand({ RoleName, Description: 'changed', MaxSessionDuration: 7200 }),
      );
      const { Role } = await client.send(new GetRoleCommand({ RoleName }));
      assert.equal(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''), changed);
      assert.equal(Role?.Description, 'changed');
      assert.equal(Role?.MaxSessionDuration, 7200);
    }));

  it('keeps policies written into a role', () =>
    withRole(async (client) => {
      const policy = { RoleName, PolicyName: 'logs' };
      await client.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: POLICY }));
      assert.deepEqual((await client.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames, ['logs']);
      const { PolicyDocument } = await client.send(new GetRolePolicyCommand(policy));
      assert.equal(decodeURIComponent(PolicyDocument ?? ''), POLICY);
      await client.send(new DeleteRolePolicyCommand(policy));
      await assert.rejects(client.send(new GetRolePolicyCommand(policy)), { name: 'NoSuchEntityException' });
    }));

  it('keeps managed policies, each once', () =>
    withRole(async (client) => {
      const policy = { RoleName, PolicyArn: MANAGED };
      await client.send(new AttachRolePolicyCommand(policy));
      await client.send(new AttachRolePolicyCommand(policy));
      const { AttachedPolicies } = await client.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      assert.deepEqual(AttachedPolicies, [{ PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn: MANAGED }]);
      await client.send(new DetachRolePolicyCommand(policy));
      await assert.rejects(client.send(new DetachRolePolicyCommand(policy)), {
        name: 'NoSuchEntityException',
      });
    }));

  it('keeps tags', () =>
    withRole(async (client) => {
      await client.send(
        new TagRoleCommand({
          RoleName,
          Tags: [
            { Key: 'a', Value: '1' },
            { Key: 'b', Value: '2' },
          ],
        }),
      );
      await client.send(new TagRoleCommand({ RoleName, Tags: [{ Key: 'a', Value: '3' }] }));
      await client.send(new UntagRoleCommand({ RoleName, TagKeys: ['b'] }));
      assert.deepEqual((await client.send(new ListRoleTagsCommand({ RoleName }))).Tags, [
        { Key: 'a', Value: '3' },
      ]);
    }));

  it('deletes a role only when it has no policies', () =>
    withRole(async (client) => {
      await client.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: MANAGED }));
      await assert.rejects(client.send(new DeleteRoleCommand({ RoleName })), {
        name: 'DeleteConflictException',
        message: 'Cannot delete entity, must detach all policies first.',
      });
      await client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: MANAGED }));
      assert.deepEqual(
        (await client.send(new ListInstanceProfilesForRoleCommand({ RoleName }))).InstanceProfiles,
        [],
      );
      await client.send(new DeleteRoleCommand({ RoleName }));
      await assert.rejects(client.send(new GetRoleCommand({ RoleName })), {
        name: 'NoSuchEntityException',
        message: 'The role with name runner cannot be found.',
      });
    }));

  for (const [what, input, name] of [
    ['a name that is taken', { RoleName, AssumeRolePolicyDocument: TRUST }, 'EntityAlreadyExistsException'],
    [
      'a policy that is no JSON',
      { RoleName: 'x', AssumeRolePolicyDocument: '{' },
      'MalformedPolicyDocumentException',
    ],
    ['a name with a space', { RoleName: 'x y', AssumeRolePolicyDocument: TRUST }, 'ValidationError'],
  ] as const) {
    it(`refuses ${what}`, () =>
      withRole(async (client) => {
        await assert.rejects(client.send(new CreateRoleCommand(input)), { name });
      }));
  }
});
