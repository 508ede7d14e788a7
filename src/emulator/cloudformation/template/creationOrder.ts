import { validationError } from '../validationError';

/** Names in an order in which each comes after what it depends on; else in the order given. Throws on a circle. */
export function creationOrder(dependencies: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const ordered = new Set<string>();
  let waiting = [...dependencies.keys()];
  while (waiting.length > 0) {
    const ready = waiting.filter((name) => isReady(dependencies.get(name), dependencies, ordered));
    if (ready.length === 0) {
      throw validationError(
        `Circular dependency between resources: [${circle(waiting, dependencies).join(', ')}]`,
      );
    }
    for (const name of ready) ordered.add(name);
    waiting = waiting.filter((name) => !ordered.has(name));
  }
  return [...ordered];
}

const isReady = (
  needed: ReadonlySet<string> = new Set(),
  dependencies: ReadonlyMap<string, unknown>,
  ordered: ReadonlySet<string>,
): boolean => [...needed].every((name) => ordered.has(name) || !dependencies.has(name));

/** Follows dependencies from any waiting name until one comes again. */
function circle(
  waiting: readonly string[],
  dependencies: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const left = new Set(waiting);
  const path: string[] = [];
  for (let name = waiting[0]; name !== undefined && !path.includes(name); ) {
    path.push(name);
    name = [...(dependencies.get(name) ?? [])].find((needed) => left.has(needed));
    if (name !== undefined && path.includes(name)) return path.slice(path.indexOf(name));
  }
  return path;
}
