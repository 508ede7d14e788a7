import { isMissing } from '../resources/isMissing';
import type { Physical, ResourceContext } from '../resources/resourceType';
import { resourceType } from '../resources/resourceTypes';
import type { StackResource } from '../stack';
import { ResourceFailure, reasonOf } from './failure';
import { resourceContext } from './resourceContext';
import type { Run, Tools } from './run';
import { ignoredProperties, type WantedResource } from './wantedResource';

type Action = 'CREATE' | 'UPDATE' | 'DELETE';
type Subject = Tools & Pick<Run, 'stack'>;

const REPLACING = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** Creates a resource that was not there. */
export async function createResource(run: Run, wanted: WantedResource): Promise<void> {
  record(run, wanted, 'CREATE_IN_PROGRESS');
  const created = await make(run, wanted, 'CREATE');
  run.undo.push(() => deleteResource(run, created));
}

/** Creates a new resource in the place of another, which is deleted when all is done. */
export async function replaceResource(run: Run, wanted: WantedResource, old: StackResource): Promise<void> {
  record(run, wanted, 'UPDATE_IN_PROGRESS', { physicalId: old.physicalId, reason: REPLACING });
  const created = await make(run, wanted, 'UPDATE');
  run.replaced.push(old);
  run.undo.push(async () => {
    await deleteResource(run, created);
    run.table.putResource(run.stack, old);
  });
}

/** Changes a resource; its undo is registered first, since a failed change may be a half one. */
export async function updateResource(run: Run, wanted: WantedResource, old: StackResource): Promise<void> {
  run.undo.push(() => restore(run, wanted, old));
  await change(run, wanted, old, old.properties);
}

/** Deletes a resource and takes it off the stack, unless its policy keeps it. What is gone already is no failure. */
export async function deleteResource(run: Subject, resource: StackResource): Promise<void> {
  if (resource.deletionPolicy === 'Retain') {
    record(run, resource, 'DELETE_SKIPPED');
  } else {
    await destroy(run, resource);
  }
  run.table.removeResource(run.stack, resource.logicalId);
}

/** Deletes what a new resource stands for now; the stack keeps the new one. */
export async function deleteReplaced(run: Subject, resource: StackResource): Promise<void> {
  if (resource.updateReplacePolicy === 'Retain') record(run, resource, 'DELETE_SKIPPED');
  else await destroy(run, resource);
}

async function make(run: Run, wanted: WantedResource, action: Action): Promise<StackResource> {
  let claimed: string | undefined;
  const context = resourceContext(run, wanted.logicalId, (id) => {
    claimed = id;
  });
  try {
    const physical = await wanted.type.create(wanted.properties, context);
    return complete(run, wanted, physical, action);
  } catch (error) {
    const failure = fail(run, wanted, action, error);
    if (claimed !== undefined) await discard(wanted, claimed, context);
    throw failure;
  }
}

/** Best effort: why the resource failed is what the user needs to hear, not that its half could not be deleted. */
async function discard(
  { type, properties }: WantedResource,
  id: string,
  context: ResourceContext,
): Promise<void> {
  await type.delete({ id, attributes: {} }, properties, context).catch(() => {});
}

async function change(
  run: Run,
  wanted: WantedResource,
  old: StackResource,
  previous: StackResource['properties'],
): Promise<void> {
  const { type, logicalId, properties } = wanted;
  record(run, wanted, 'UPDATE_IN_PROGRESS', old);
  const existing = { id: old.physicalId, attributes: old.attributes };
  const context = resourceContext(run, logicalId, () => {});
  try {
    const physical = (await type.update?.(existing, { properties, previous }, context)) ?? existing;
    complete(run, wanted, physical, 'UPDATE');
  } catch (error) {
    throw fail(run, wanted, 'UPDATE', error);
  }
}

async function restore(run: Run, wanted: WantedResource, old: StackResource): Promise<void> {
  await change(run, { ...wanted, ...old, type: wanted.type }, old, wanted.properties);
  run.table.putResource(run.stack, old);
}

async function destroy(run: Subject, resource: StackResource): Promise<void> {
  record(run, resource, 'DELETE_IN_PROGRESS');
  const { type, logicalId, physicalId, attributes, properties } = resource;
  try {
    const context = resourceContext(run, logicalId, () => {});
    await resourceType(type).delete({ id: physicalId, attributes }, properties, context);
  } catch (error) {
    if (!isMissing(error)) throw fail(run, resource, 'DELETE', error);
  }
  record(run, resource, 'DELETE_COMPLETE');
}

function complete(run: Run, wanted: WantedResource, physical: Physical, action: Action): StackResource {
  const { type, ...others } = wanted;
  const status = `${action}_COMPLETE`;
  const reason = ignoredProperties(wanted);
  const resource: StackResource = {
    ...others,
    type: type.name,
    physicalId: physical.id,
    attributes: physical.attributes,
    status,
    ...(reason !== undefined && { statusReason: reason }),
    timestamp: new Date().toISOString(),
  };
  run.table.putResource(run.stack, resource);
  record(run, wanted, status, { physicalId: physical.id, reason });
  return resource;
}

function fail(run: Subject, subject: WantedResource | StackResource, action: Action, error: unknown): Error {
  const physicalId = 'physicalId' in subject ? subject.physicalId : undefined;
  record(run, subject, `${action}_FAILED`, { physicalId, reason: reasonOf(error) });
  return new ResourceFailure(subject.logicalId, action.toLowerCase() as Lowercase<Action>, error);
}

function record(
  { table, stack }: Subject,
  subject: WantedResource | StackResource,
  status: string,
  more: { readonly physicalId?: string; readonly reason?: string } = {},
): void {
  const { logicalId, type } = subject;
  const physicalId = more.physicalId ?? ('physicalId' in subject ? subject.physicalId : undefined);
  table.record(stack, {
    LogicalResourceId: logicalId,
    ResourceType: typeof type === 'string' ? type : type.name,
    ResourceStatus: status,
    ...(physicalId !== undefined && { PhysicalResourceId: physicalId }),
    ...(more.reason !== undefined && { ResourceStatusReason: more.reason }),
  });
}
