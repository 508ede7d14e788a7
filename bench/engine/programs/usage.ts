import { readFile } from 'node:fs/promises';
import { processTree } from '../../../test/support/processTree';

/**
 * CPU time that a process, what it has started and all their threads have taken so far, in ms; the kernel's share
 * included. NaN where there is no `/proc` to tell.
 */
export async function cpuMs(pid: number): Promise<number> {
  const started = await processTree(pid);
  const each = await Promise.all([pid, ...started.map((process) => process.pid)].map(cpuOfProcess));
  return each.reduce((all, ms) => all + ms, 0);
}

/** Linux counts in hundredths of a second, whatever its own clock. */
const MS_PER_TICK = 10;

/** The fields after the name, which may hold spaces and is in parentheses. */
async function cpuOfProcess(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) * MS_PER_TICK;
}

/** Memory that a process holds, in bytes; NaN where there is no `/proc` to tell. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1024;
}
