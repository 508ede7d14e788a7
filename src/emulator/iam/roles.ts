import { randomBytes } from 'node:crypto';
import { AwsError } from '../../aws/awsError';
import { requiredText } from '../requiredText';
import type { Input, Operation, OperationContext } from '../service';
import { policyDocument } from './policyDocument';
import { describeRole, type Role, type Tag } from './role';
import type { RoleTable } from './roleTable';

export const roles = (table: RoleTable): Record<string, Operation> => ({
  CreateRole: (input, context) => {
    const role = newRole(input, context);
    table.add(role);
    return { body: { Role: describeRole(role) } };
  },
  GetRole: (input) => ({ body: { Role: describeRole(table.named(input)) } }),
  ListRoles: ({ PathPrefix = '/' }) => ({
    body: {
      Roles: table
        .list()
        .filter(({ Path }) => Path.startsWith(String(PathPrefix)))
        .map(describeRole),
      IsTruncated: false,
    },
  }),
  UpdateRole: (input) => table.update(table.named(input), settings(input)),
  UpdateRoleDescription: (input) => {
    table.update(table.named(input), settings(input));
    return { body: { Role: describeRole(table.named(input)) } };
  },
  UpdateAssumeRolePolicy: (input) =>
    table.update(table.named(input), { AssumeRolePolicyDocument: policyDocument(input, 'PolicyDocument') }),
  DeleteRole: (input) => {
    const role = table.named(input);
    refuseWhenUsed(role);
    return table.remove(role);
  },
  /** There are no instance profiles; Terraform asks before it deletes a role. */
  ListInstanceProfilesForRole: (input) => {
    table.named(input);
    return { body: { InstanceProfiles: [], IsTruncated: false } };
  },
});

function newRole(input: Input, { accountId }: OperationContext): Role {
  const RoleName = validName(requiredText(input, 'RoleName'));
  const Path = String(input.Path ?? '/');
  return {
    RoleName,
    RoleId: `AROA${randomBytes(8).toString('hex').toUpperCase()}0`,
    Arn: `arn:aws:iam::${accountId}:role${Path}${RoleName}`,
    Path,
    CreateDate: new Date().toISOString(),
    AssumeRolePolicyDocument: policyDocument(input, 'AssumeRolePolicyDocument'),
    MaxSessionDuration: 3600,
    ...settings(input),
    Tags: (input.Tags as Tag[] | undefined) ?? [],
    policies: {},
    attached: [],
  };
}

function settings(input: Input): Partial<Role> {
  const { Description, MaxSessionDuration } = input;
  return {
    ...(Description !== undefined && { Description: String(Description) }),
    ...(MaxSessionDuration !== undefined && { MaxSessionDuration: Number(MaxSessionDuration) }),
  };
}

function validName(name: string): string {
  if (/^[\w+=,.@-]{1,64}$/.test(name)) return name;
  throw new AwsError(
    'ValidationError',
    `RoleName "${name}" must be 1 to 64 of the characters A-Z a-z 0-9 _+=,.@-`,
  );
}

function refuseWhenUsed({ policies, attached }: Role): void {
  if (Object.keys(policies).length > 0) throw conflict('Cannot delete entity, must delete policies first.');
  if (attached.length > 0) throw conflict('Cannot delete entity, must detach all policies first.');
}

const conflict = (message: string): AwsError => new AwsError('DeleteConflict', message, 409);
