import { isDeepStrictEqual } from 'node:util';
import { resourceType } from '../resources/resourceTypes';
import type { Stack } from '../stack';
import { parseTemplate } from '../template/parseTemplate';
import type { ResourceDeclaration, Template } from '../template/template';
import type { ResourceChange } from './changeSet';

/** What a template would do to a stack, judged by the two templates alone. */
export function resourceChanges(stack: Stack, { Resources: wanted }: Template): ResourceChange[] {
  const present = stack.template === '' ? {} : parseTemplate(stack.template).Resources;
  const added = Object.entries(wanted).map(([id, resource]) => change(stack, id, resource, present[id]));
  const removed = Object.entries(present)
    .filter(([id]) => !Object.hasOwn(wanted, id))
    .map(([id, { Type }]) => ({ Action: 'Remove' as const, ...named(stack, id, Type) }));
  return [...added, ...removed].filter((entry) => entry !== undefined);
}

function change(
  stack: Stack,
  id: string,
  wanted: ResourceDeclaration,
  present: ResourceDeclaration | undefined,
): ResourceChange | undefined {
  if (present === undefined) return { Action: 'Add', ...named(stack, id, wanted.Type) };
  if (isDeepStrictEqual(wanted, present)) return undefined;
  return { Action: 'Modify', ...named(stack, id, wanted.Type), Replacement: replacement(wanted, present) };
}

function replacement(wanted: ResourceDeclaration, present: ResourceDeclaration): 'True' | 'False' {
  const { replacedBy } = resourceType(wanted.Type);
  const replaces = replacedBy.some(
    (name) => !isDeepStrictEqual(wanted.Properties?.[name], present.Properties?.[name]),
  );
  return replaces || wanted.Type !== present.Type ? 'True' : 'False';
}

const named = ({ resources }: Stack, id: string, type: string) => ({
  LogicalResourceId: id,
  PhysicalResourceId: resources[id]?.physicalId,
  ResourceType: type,
});
