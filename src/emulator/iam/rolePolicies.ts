import { requiredText } from '../requiredText';
import type { Operation } from '../service';
import { policyDocument } from './policyDocument';
import { encodePolicy } from './role';
import { noSuchEntity, type RoleTable } from './roleTable';

/** Policies written into a role. */
export const rolePolicies = (table: RoleTable): Record<string, Operation> => ({
  PutRolePolicy: (input) => {
    const role = table.named(input);
    const added = { [requiredText(input, 'PolicyName')]: policyDocument(input, 'PolicyDocument') };
    return table.update(role, { policies: { ...role.policies, ...added } });
  },
  GetRolePolicy: (input) => {
    const { RoleName, policies } = table.named(input);
    const PolicyName = requiredText(input, 'PolicyName');
    const document = policies[PolicyName] ?? missing(PolicyName);
    return { body: { RoleName, PolicyName, PolicyDocument: encodePolicy(document) } };
  },
  DeleteRolePolicy: (input) => {
    const role = table.named(input);
    const name = requiredText(input, 'PolicyName');
    const { [name]: deleted = missing(name), ...policies } = role.policies;
    return table.update(role, { policies });
  },
  ListRolePolicies: (input) => ({
    body: { PolicyNames: Object.keys(table.named(input).policies), IsTruncated: false },
  }),
});

function missing(name: string): never {
  throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
}
