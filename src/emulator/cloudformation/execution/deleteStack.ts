import type { Stack, StackResource } from '../stack';
import { deletionOrder } from './converge';
import { reasonOf } from './failure';
import { deleteResource } from './resourceSteps';
import type { Tools } from './run';

/**
 * Deletes a stack's resources, dependents first. What a resource that could not be deleted depends on stays too.
 * `retained` names those to leave alone. Its `DELETE_IN_PROGRESS` status is set already.
 */
export async function deleteStack(tools: Tools, stack: Stack, retained: readonly string[]): Promise<void> {
  const { table } = tools;
  const { resources } = table.get(stack.region, stack.id);
  const failed = await deleteAll({ ...tools, stack }, deletionOrder(resources), retained);
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(', ')}].`;
    table.setStatus(stack, 'DELETE_FAILED', reason);
    return;
  }
  const deleted = new Date().toISOString();
  table.update(stack, { deleted, outputs: [], imports: [] });
  table.retire(table.setStatus(stack, 'DELETE_COMPLETE'));
}

async function deleteAll(
  subject: Tools & { readonly stack: Stack },
  ordered: readonly StackResource[],
  retained: readonly string[],
): Promise<string[]> {
  const failed: string[] = [];
  const blocked = new Set<string>();
  for (const resource of ordered) {
    if (blocked.has(resource.logicalId)) {
      for (const needed of resource.dependsOn) blocked.add(needed);
      continue;
    }
    const policy = retained.includes(resource.logicalId) ? 'Retain' : resource.deletionPolicy;
    await deleteResource(subject, { ...resource, deletionPolicy: policy }).catch((error) => {
      failed.push(resource.logicalId);
      for (const needed of resource.dependsOn) blocked.add(needed);
      markFailed(subject, resource, reasonOf(error));
    });
  }
  return failed;
}

function markFailed(
  { table, stack }: Tools & { readonly stack: Stack },
  resource: StackResource,
  statusReason: string,
): void {
  table.putResource(stack, {
    ...resource,
    status: 'DELETE_FAILED',
    statusReason,
    timestamp: new Date().toISOString(),
  });
}
