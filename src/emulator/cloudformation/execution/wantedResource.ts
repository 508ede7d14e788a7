import type { ResourceType } from '../resources/resourceType';
import { resourceType } from '../resources/resourceTypes';
import type { Properties, StackResource } from '../stack';
import { evaluate } from '../template/evaluate';
import { dependencies } from '../template/references';
import { validationError } from '../validationError';
import type { Run } from './run';

/** A resource as the template wants it, with all functions carried out. */
export interface WantedResource
  extends Pick<
    StackResource,
    'logicalId' | 'properties' | 'dependsOn' | 'deletionPolicy' | 'updateReplacePolicy'
  > {
  readonly type: ResourceType;
}

export function wantedResource({ template, scope }: Run, logicalId: string): WantedResource {
  const declaration = template.Resources[logicalId];
  if (declaration === undefined) throw validationError(`The template has no resource ${logicalId}.`);
  const type = resourceType(declaration.Type);
  const properties = evaluate(declaration.Properties ?? {}, scope) as Properties;
  checkRequired(logicalId, type, properties);
  return {
    logicalId,
    type,
    properties,
    dependsOn: [...dependencies(declaration)].filter((name) => Object.hasOwn(template.Resources, name)),
    deletionPolicy: declaration.DeletionPolicy ?? 'Delete',
    updateReplacePolicy: declaration.UpdateReplacePolicy ?? 'Delete',
  };
}

function checkRequired(logicalId: string, { required }: ResourceType, properties: Properties): void {
  const missing = required.filter((name) => properties[name] === undefined);
  if (missing.length > 0) {
    throw validationError(
      `Properties validation failed for resource ${logicalId} with message: required key [${missing.join(', ')}] not found`,
    );
  }
}

/** What the event says about properties that have no effect here; undefined when there are none. */
export function ignoredProperties({ type, properties }: WantedResource): string | undefined {
  const ignored = Object.keys(properties).filter((name) => !type.properties.includes(name));
  return ignored.length > 0 ? `Ignored by the embedded emulator: ${ignored.join(', ')}` : undefined;
}
