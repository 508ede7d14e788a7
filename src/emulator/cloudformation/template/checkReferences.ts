import { validationError } from '../validationError';
import { creationOrder } from './creationOrder';
import { isPseudoParameter } from './pseudoParameters';
import { dependencies, references } from './references';
import type { Template } from './template';

/** Refuses a template that refers to what it does not declare, or in a circle. */
export function checkReferences(template: Template): void {
  const { Resources, Parameters, Outputs } = template;
  const known = (name: string): boolean =>
    Object.hasOwn(Resources, name) || Object.hasOwn(Parameters, name) || isPseudoParameter(name);
  const needed = new Map(Object.entries(Resources).map(([id, resource]) => [id, dependencies(resource)]));
  refuseUnknown(needed.values(), known, 'Resources');
  refuseUnknown(Object.values(Outputs).map(references), known, 'Outputs');
  creationOrder(needed);
}

function refuseUnknown(
  sets: Iterable<ReadonlySet<string>>,
  known: (name: string) => boolean,
  block: string,
): void {
  const unknown = [...new Set([...sets].flatMap((set) => [...set]).filter((name) => !known(name)))];
  if (unknown.length > 0) {
    throw validationError(
      `Template format error: Unresolved resource dependencies [${unknown.join(', ')}] in the ${block} block of the template`,
    );
  }
}
