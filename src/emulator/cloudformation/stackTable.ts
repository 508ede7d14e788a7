import { randomUUID } from 'node:crypto';
import type { Collection, Store } from '../store';
import { isInProgress, STACK_TYPE, type Stack, type StackEvent, type StackResource } from './stack';
import { validationError } from './validationError';

const MAX_EVENTS = 1000;

/** How many deleted stacks of a region can still be asked about by id. */
const MAX_DELETED = 20;

type ResourceChange = Pick<StackEvent, 'LogicalResourceId' | 'ResourceType' | 'ResourceStatus'> &
  Pick<Partial<StackEvent>, 'PhysicalResourceId' | 'ResourceStatusReason'>;

export class StackTable {
  private readonly stacks: Collection<Stack>;
  private readonly deleted: Collection<Stack>;

  constructor(store: Store) {
    this.stacks = store.collection('cloudformation.stacks');
    this.deleted = store.collection('cloudformation.deletedStacks');
    for (const { value } of this.stacks.all()) this.failInterrupted(value);
  }

  /** Stacks that were not deleted. */
  list(region: string): Stack[] {
    return this.stacks.list(region);
  }

  listDeleted(region: string): Stack[] {
    return this.deleted.list(region);
  }

  /** By name or id, deleted ones by id only. */
  find(region: string, nameOrId: string): Stack | undefined {
    const present = this.list(region).find(({ name, id }) => name === nameOrId || id === nameOrId);
    return present ?? this.deleted.get(region, nameOrId);
  }

  get(region: string, nameOrId: string): Stack {
    const stack = this.find(region, nameOrId);
    if (stack === undefined) throw validationError(`Stack with id ${nameOrId} does not exist`);
    return stack;
  }

  put(stack: Stack): Stack {
    this.stacks.put(stack.region, stack.id, stack);
    return stack;
  }

  /** Changes the stack as it is now, which may be newer than the one given. */
  update({ region, id }: Stack, changes: Partial<Stack>): Stack {
    return this.put({ ...this.get(region, id), ...changes });
  }

  setStatus(stack: Stack, status: string, reason?: string): Stack {
    const changed = this.update(stack, { status, statusReason: reason });
    return this.record(changed, {
      LogicalResourceId: stack.name,
      PhysicalResourceId: stack.id,
      ResourceType: STACK_TYPE,
      ResourceStatus: status,
      ...(reason !== undefined && { ResourceStatusReason: reason }),
    });
  }

  putResource(stack: Stack, resource: StackResource): Stack {
    const { resources } = this.get(stack.region, stack.id);
    return this.update(stack, { resources: { ...resources, [resource.logicalId]: resource } });
  }

  removeResource(stack: Stack, logicalId: string): Stack {
    const { [logicalId]: _removed, ...resources } = this.get(stack.region, stack.id).resources;
    return this.update(stack, { resources });
  }

  /** Adds an event. */
  record(stack: Stack, change: ResourceChange): Stack {
    const event: StackEvent = { EventId: randomUUID(), Timestamp: new Date().toISOString(), ...change };
    const { events } = this.get(stack.region, stack.id);
    return this.update(stack, { events: [...events, event].slice(-MAX_EVENTS) });
  }

  /** Moves a stack to those that can only be asked about by id. */
  retire(stack: Stack): void {
    const { region, id } = stack;
    this.stacks.delete(region, id);
    this.deleted.put(region, id, stack);
    for (const old of this.deleted.list(region).slice(0, -MAX_DELETED)) this.deleted.delete(region, old.id);
  }

  /** Nobody continues what an earlier engine began: it failed, and can be deployed or deleted again. */
  private failInterrupted(stack: Stack): void {
    if (!isInProgress(stack) || stack.status === 'REVIEW_IN_PROGRESS') return;
    const status = `${/^[A-Z]+/.exec(stack.status)?.[0]}_FAILED`; // UPDATE_ROLLBACK_IN_PROGRESS -> UPDATE_FAILED
    this.setStatus(
      stack,
      status,
      'The engine ended before this was complete. Deploy or remove the stack again.',
    );
  }
}
