import { join } from 'node:path';
import { runCommand } from '../../scripts/lib/runCommand.mjs';
import type { Contestant } from './contestants/contestant';
import { pinned } from './programs/pinned';

/** Of requests at a fixed pace, in ms. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** Far below what any of them can do, so that nobody waits for anybody else. */
const REQUESTS_PER_SECOND = 1000;

export async function measureLatency({ target }: Contestant, seconds: number): Promise<Latency> {
  const file = join(__dirname, 'servers', 'pacedLoad.mjs');
  const args = [target.url, JSON.stringify(target.headers), String(REQUESTS_PER_SECOND), String(seconds)];
  const [program = '', ...rest] = await pinned('load', [process.execPath, file, ...args]);
  return JSON.parse(await runCommand(program, rest));
}
