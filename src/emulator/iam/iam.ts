import type { Service } from '../service';
import type { Store } from '../store';
import { attachedPolicies } from './attachedPolicies';
import { rolePolicies } from './rolePolicies';
import { roles } from './roles';
import { RoleTable } from './roleTable';
import { roleTags } from './roleTags';

/** Roles and their policies: stored and returned, never enforced. */
export function createIam({ store }: { readonly store: Store }): Service {
  const table = new RoleTable(store);
  return {
    name: 'iam',
    operations: { ...roles(table), ...rolePolicies(table), ...attachedPolicies(table), ...roleTags(table) },
  };
}
