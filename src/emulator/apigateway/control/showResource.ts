import type { Resource } from '../model';

/** A resource as the API shows it: its methods by name, with their content only when that was asked for. */
export function showResource(
  { restApiId: _, methods, ...resource }: Resource,
  embed: boolean,
): Record<string, unknown> {
  const names = Object.keys(methods);
  if (names.length === 0) return resource;
  const shown = names.map((name) => [name, embed ? methods[name] : {}] as const);
  return { ...resource, resourceMethods: Object.fromEntries(shown) };
}
