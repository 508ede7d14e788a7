type Table = typeof import('./routes.generated');

let table: Table | undefined;

/**
 * What tells the services of AWS apart, and their REST operations. Loaded when it is first asked for, from a file of its
 * own (`dist/routes.js`), so that a process which identifies nothing does not read it.
 */
export function serviceTable(): Table {
  table ??= require('./routes.generated') as Table;
  return table;
}

/** Names that stand in an entry of the table; none for what is no key of it. */
export function namesOf(entries: Readonly<Record<string, string>>, key: string): readonly string[] {
  const text = Object.hasOwn(entries, key) ? entries[key] : undefined;
  if (text === undefined) return none;
  const known = split.get(text);
  if (known !== undefined) return known;
  const names = text.split(' ');
  split.set(text, names);
  return names;
}

const none: readonly string[] = [];

/** Entries that were read, by their text: the table is all that can come in here. */
const split = new Map<string, readonly string[]>();
