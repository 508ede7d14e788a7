import { requiredText } from '../requiredText';
import type { Operation } from '../service';
import { noSuchEntity, type RoleTable } from './roleTable';

/** Managed policies of a role. The emulator checks no permissions, so any ARN is taken. */
export const attachedPolicies = (table: RoleTable): Record<string, Operation> => ({
  AttachRolePolicy: (input) => {
    const role = table.named(input);
    const arn = requiredText(input, 'PolicyArn');
    return table.update(role, { attached: [...role.attached.filter((other) => other !== arn), arn] });
  },
  DetachRolePolicy: (input) => {
    const role = table.named(input);
    const arn = requiredText(input, 'PolicyArn');
    if (!role.attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
    return table.update(role, { attached: role.attached.filter((other) => other !== arn) });
  },
  ListAttachedRolePolicies: (input) => ({
    body: {
      AttachedPolicies: table.named(input).attached.map((PolicyArn) => ({
        PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
        PolicyArn,
      })),
      IsTruncated: false,
    },
  }),
});
