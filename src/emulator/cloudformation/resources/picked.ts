import type { Properties } from '../stack';

/** The named properties that are there, under the names an API has for them: `{ PathPart: 'pathPart' }`. */
export function picked(properties: Properties, names: Readonly<Record<string, string>>): Properties {
  const present = Object.entries(names).filter(([name]) => properties[name] !== undefined);
  return Object.fromEntries(present.map(([name, member]) => [member, properties[name]]));
}
