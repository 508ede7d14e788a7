import { AwsError } from '../../aws/awsError';
import { requiredText } from '../requiredText';
import type { Input, Reply } from '../service';
import type { Collection, Store } from '../store';
import type { Role } from './role';

/** IAM knows no regions. */
const GLOBAL = 'global';

export class RoleTable {
  private readonly roles: Collection<Role>;

  constructor(store: Store) {
    this.roles = store.collection('iam.roles');
  }

  list(): Role[] {
    return this.roles.list(GLOBAL).sort((a, b) => (a.RoleName < b.RoleName ? -1 : 1));
  }

  /** The role a request names. */
  named(input: Input): Role {
    const name = requiredText(input, 'RoleName');
    const role = this.roles.get(GLOBAL, name);
    if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
    return role;
  }

  add(role: Role): void {
    if (this.roles.get(GLOBAL, role.RoleName) !== undefined) {
      throw new AwsError('EntityAlreadyExists', `Role with name ${role.RoleName} already exists.`, 409);
    }
    this.roles.put(GLOBAL, role.RoleName, role);
  }

  update(role: Role, changes: Partial<Role>): Reply {
    this.roles.put(GLOBAL, role.RoleName, { ...role, ...changes });
    return {};
  }

  remove(role: Role): Reply {
    this.roles.delete(GLOBAL, role.RoleName);
    return {};
  }
}

export const noSuchEntity = (message: string): AwsError => new AwsError('NoSuchEntity', message, 404);
