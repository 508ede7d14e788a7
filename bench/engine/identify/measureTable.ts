import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../scripts/lib/paths.mjs';

/** What loading the table of AWS's operations takes, as it is shipped. */
export interface TableCost {
  readonly ms: number;
  /** Of the heap, garbage collected. */
  readonly bytes: number;
}

const program = join(__dirname, '..', 'servers', 'loadTable.mjs');
const table = join(root, 'dist', 'routes.js');

/** In a process of its own, since it is loaded once in each. */
export async function measureTable(): Promise<TableCost> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, table]);
  const { ms, bytes, entries } = JSON.parse(stdout);
  if (!(entries > 0)) throw new Error(`${table} is empty.`);
  return { ms, bytes };
}
