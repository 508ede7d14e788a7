import { isDeepStrictEqual } from 'node:util';
import type { StackResource } from '../stack';
import { creationOrder } from '../template/creationOrder';
import { dependencies } from '../template/references';
import type { Template } from '../template/template';
import { ResourceFailure } from './failure';
import {
  createResource,
  deleteReplaced,
  deleteResource,
  replaceResource,
  updateResource,
} from './resourceSteps';
import { current, type Run } from './run';
import { type WantedResource, wantedResource } from './wantedResource';

/** Creates and changes resources, each after those it depends on, until all that the template declares is there. */
export async function converge(run: Run): Promise<void> {
  for (const logicalId of declaredInOrder(run)) await bring(run, logicalId);
}

/** Deletes what the template no longer has and what was replaced. A failure shows in the events and stops nothing. */
export async function cleanUp(run: Run): Promise<void> {
  const declared = new Set(declaredInOrder(run));
  for (const old of deletionOrder(run.stack.resources)) {
    if (!declared.has(old.logicalId)) await deleteResource(run, old).catch(() => drop(run, old));
    else if (run.replaced.includes(old) && !isInUse(run, old)) await deleteReplaced(run, old).catch(() => {});
  }
}

/** Each resource before those it depends on. */
export function deletionOrder(resources: Readonly<Record<string, StackResource>>): StackResource[] {
  const needed = Object.values(resources).map(
    ({ logicalId, dependsOn }) => [logicalId, new Set(dependsOn)] as const,
  );
  const order = creationOrder(new Map(needed)).reverse();
  return order.flatMap((logicalId) => resources[logicalId] ?? []);
}

/** Logical ids of the resources whose condition holds. */
export function declaredInOrder({ template, scope }: Pick<Run, 'template' | 'scope'>): string[] {
  const declared = Object.entries(template.Resources).filter(
    ([, { Condition }]) => Condition === undefined || scope.condition(Condition),
  );
  return creationOrder(new Map(declared.map(([id, resource]) => [id, dependencies(resource)])));
}

async function bring(run: Run, logicalId: string): Promise<void> {
  const old = current(run).resources[logicalId];
  const wanted = wantedOrFailure(run, logicalId, old);
  if (old === undefined) await createResource(run, wanted);
  else if (needsReplacement(wanted, old)) await replaceResource(run, wanted, old);
  else if (!isDeepStrictEqual(wanted.properties, old.properties)) await updateResource(run, wanted, old);
  else keep(run, wanted, old);
}

/** A template error in one resource is this resource's failure, with an event that says so. */
function wantedOrFailure(run: Run, logicalId: string, old: StackResource | undefined): WantedResource {
  try {
    return wantedResource(run, logicalId);
  } catch (error) {
    const action = old === undefined ? 'create' : 'update';
    const failure = new ResourceFailure(logicalId, action, error);
    run.table.record(run.stack, {
      LogicalResourceId: logicalId,
      ResourceType: typeOf(run.template, logicalId),
      ResourceStatus: `${action.toUpperCase()}_FAILED`,
      ResourceStatusReason: failure.message,
    });
    throw failure;
  }
}

const typeOf = ({ Resources }: Template, logicalId: string): string => Resources[logicalId]?.Type ?? '';

function needsReplacement({ type, properties }: WantedResource, old: StackResource): boolean {
  if (type.name !== old.type) return true;
  const changed = [...new Set([...Object.keys(properties), ...Object.keys(old.properties)])].filter(
    (name) => !isDeepStrictEqual(properties[name], old.properties[name]),
  );
  return changed.some((name) => type.update === undefined || type.replacedBy.includes(name));
}

/** The resource stays; what CloudFormation itself knows of it may have changed. */
function keep(
  run: Run,
  { dependsOn, deletionPolicy, updateReplacePolicy }: WantedResource,
  old: StackResource,
) {
  run.table.putResource(run.stack, { ...old, dependsOn, deletionPolicy, updateReplacePolicy });
}

/** True when the new resource turned out to be the very same thing. */
const isInUse = (run: Run, { type, physicalId }: StackResource): boolean =>
  Object.values(current(run).resources).some(
    (other) => other.type === type && other.physicalId === physicalId,
  );

/** CloudFormation forgets what it could not delete after an update; the events tell. */
const drop = ({ table, stack }: Run, { logicalId }: StackResource): void => {
  table.removeResource(stack, logicalId);
};
