import type { Properties } from '../stack';
import { changed } from './changed';
import { picked } from './picked';
import type { Physical, ResourceContext, ResourceType } from './resourceType';

export const iamRole: ResourceType = {
  name: 'AWS::IAM::Role',
  properties: [
    'AssumeRolePolicyDocument',
    'Description',
    'ManagedPolicyArns',
    'MaxSessionDuration',
    'Path',
    'Policies',
    'RoleName',
    'Tags',
  ],
  required: ['AssumeRolePolicyDocument'],
  replacedBy: ['RoleName', 'Path'],
  create: async (properties, context) => {
    const RoleName = String(properties.RoleName ?? context.uniqueName(64));
    const { Role } = await context.call('iam', 'CreateRole', {
      RoleName,
      AssumeRolePolicyDocument: trustPolicy(properties),
      ...picked(properties, { Path: 'Path', Tags: 'Tags', ...SETTINGS }),
    });
    context.claim(RoleName);
    await addPolicies(RoleName, properties, context);
    return describe(RoleName, Role as { Arn: string; RoleId: string });
  },
  update: async (existing, change, context) => {
    await updateSettings(existing.id, change.properties, context);
    if (changed(change, 'Tags')) await replaceTags(existing.id, change.properties, context);
    if (changed(change, 'Policies', 'ManagedPolicyArns')) {
      await removePolicies(existing.id, context);
      await addPolicies(existing.id, change.properties, context);
    }
    return existing;
  },
  delete: async ({ id }, _properties, context) => {
    await removePolicies(id, context);
    await context.call('iam', 'DeleteRole', { RoleName: id });
  },
};

const SETTINGS = { Description: 'Description', MaxSessionDuration: 'MaxSessionDuration' };

const trustPolicy = ({ AssumeRolePolicyDocument }: Properties): string =>
  JSON.stringify(AssumeRolePolicyDocument);

async function updateSettings(
  RoleName: string,
  properties: Properties,
  { call }: ResourceContext,
): Promise<void> {
  await call('iam', 'UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trustPolicy(properties) });
  await call('iam', 'UpdateRole', { RoleName, ...picked(properties, SETTINGS) });
}

async function replaceTags(
  RoleName: string,
  { Tags = [] }: Properties,
  { call }: ResourceContext,
): Promise<void> {
  const present = await call('iam', 'ListRoleTags', { RoleName });
  const TagKeys = (present.Tags as { Key: string }[]).map(({ Key }) => Key);
  await call('iam', 'UntagRole', { RoleName, TagKeys });
  await call('iam', 'TagRole', { RoleName, Tags });
}

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

async function addPolicies(
  RoleName: string,
  properties: Properties,
  { call }: ResourceContext,
): Promise<void> {
  for (const { PolicyName, PolicyDocument } of (properties.Policies ?? []) as InlinePolicy[]) {
    const document = JSON.stringify(PolicyDocument);
    await call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument: document });
  }
  for (const PolicyArn of (properties.ManagedPolicyArns ?? []) as string[]) {
    await call('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  }
}

async function removePolicies(RoleName: string, { call }: ResourceContext): Promise<void> {
  const { PolicyNames } = await call('iam', 'ListRolePolicies', { RoleName });
  for (const PolicyName of PolicyNames as string[])
    await call('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
  const { AttachedPolicies } = await call('iam', 'ListAttachedRolePolicies', { RoleName });
  for (const { PolicyArn } of AttachedPolicies as { PolicyArn: string }[]) {
    await call('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
  }
}

const describe = (id: string, { Arn, RoleId }: { Arn: string; RoleId: string }): Physical => ({
  id,
  attributes: { Arn, RoleId },
});
