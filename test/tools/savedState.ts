import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** History that AWS keeps too: deleted stacks can still be asked about by their id. */
const HISTORY = new Set(['cloudformation.deletedStacks.json']);

/** `<collection> <region> <id>` of everything an engine that was closed left in its folder. */
export async function savedState(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, 'state');
  const files = (await readdir(folder)).filter((name) => !HISTORY.has(name));
  const found = await Promise.all(files.map((name) => entriesOf(folder, name)));
  return found.flat().sort();
}

type Regions = readonly (readonly [
  region: string,
  values: readonly (readonly [id: string, value: unknown])[],
])[];

async function entriesOf(folder: string, name: string): Promise<string[]> {
  const { regions } = JSON.parse(await readFile(join(folder, name), 'utf8')) as { regions: Regions };
  const collection = name.replace(/\.json$/, '');
  return regions.flatMap(([region, values]) => values.map(([id]) => `${collection} ${region} ${id}`));
}
