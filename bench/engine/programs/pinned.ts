import { availableParallelism } from 'node:os';
import { findProgram } from '../../../scripts/lib/findProgram.mjs';

/** What is measured has a core to itself; the load, and what stands behind a proxy, share the other. */
export type Core = 'server' | 'load' | 'any';

const cores: Readonly<Record<Core, string | undefined>> = { server: '0', load: '1', any: undefined };

/** A command that runs on one core, where there are two and a way to say so; else as it is. */
export async function pinned(core: Core, command: readonly string[]): Promise<readonly string[]> {
  const number = cores[core];
  const taskset = availableParallelism() > 1 ? await findProgram('taskset') : undefined;
  return taskset === undefined || number === undefined ? command : [taskset, '-c', number, ...command];
}
