import { readFile, rename } from 'node:fs/promises';
import type { Snapshot } from './regionMap';
import { writeFileAtomically } from './writeFileAtomically';

/** Raised when the layout of state files changes, so that an older engine does not misread a newer file. */
const FORMAT = 1;

interface StateDocument {
  readonly format: number;
  readonly regions: Snapshot<unknown>;
}

export const writeState = (path: string, regions: Snapshot<unknown>): Promise<void> =>
  writeFileAtomically(path, JSON.stringify({ format: FORMAT, regions } satisfies StateDocument));

export type LoadedState =
  | { readonly kind: 'loaded'; readonly regions: Snapshot<unknown> }
  | { readonly kind: 'setAside'; readonly as: string; readonly reason: string };

/** A file that cannot be used is renamed, so that nothing the user had is lost. */
export async function loadState(path: string): Promise<LoadedState> {
  const text = await readFile(path, 'utf8');
  try {
    return { kind: 'loaded', regions: parseState(text) };
  } catch (error) {
    const as = `${path}.corrupt-${new Date().toISOString().replaceAll(':', '-')}`;
    await rename(path, as);
    return { kind: 'setAside', as, reason: (error as Error).message };
  }
}

function parseState(text: string): Snapshot<unknown> {
  const document: unknown = JSON.parse(text);
  if (typeof document !== 'object' || document === null) throw new Error('it holds no object');
  const { format, regions } = document as Partial<StateDocument>;
  if (format !== FORMAT) throw new Error(`its format is ${format}, this engine reads ${FORMAT}`);
  if (!isSnapshot(regions)) throw new Error('its "regions" are not as expected');
  return regions;
}

const isSnapshot = (value: unknown): value is Snapshot<unknown> =>
  Array.isArray(value) && value.every((region) => isPair(region) && isEntries(region[1]));

const isEntries = (value: unknown): boolean => Array.isArray(value) && value.every(isPair);

const isPair = (value: unknown): value is [string, unknown] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
