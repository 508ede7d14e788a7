// @ts-check
import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { runCommand } from '../../scripts/lib/runCommand.mjs';

/** @typedef {{ pid: number, command: string }} Leftover */

/**
 * Finds the processes that a suite started and that are still there some seconds after its end: members of its
 * process group, and on Linux those that inherited its marker in the environment.
 *
 * @param {number} group @param {string} marker `NAME=value` @param {number} [windDownMs] how long they may take to end
 * @returns {Promise<Leftover[]>}
 */
export async function leftovers(group, marker, windDownMs = 5_000) {
  const deadline = Date.now() + windDownMs;
  for (;;) {
    const found = await running(group, marker);
    if (found.length === 0 || Date.now() > deadline) return found;
    await delay(100);
  }
}

/** @param {number} group @param {string} marker */
function running(group, marker) {
  return process.platform === 'linux' ? runningOnLinux(group, marker) : runningElsewhere(group);
}

/** @param {number} group @param {string} marker @returns {Promise<Leftover[]>} */
async function runningOnLinux(group, marker) {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map((pid) => belongs(pid, group, marker)));
  return found.filter((one) => one !== undefined);
}

/** @param {number} pid @param {number} group @param {string} marker @returns {Promise<Leftover | undefined>} */
async function belongs(pid, group, marker) {
  try {
    await readlink(`/proc/${pid}/exe`); // fails for what has ended and only waits to be collected
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [, , processGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
    if (Number(processGroup) !== group && !environment.split('\0').includes(marker)) return undefined;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return pid === process.pid ? undefined : { pid, command: command.replaceAll('\0', ' ').trim() };
  } catch {
    return undefined; // it ended meanwhile, or is another user's
  }
}

/** @param {number} group @returns {Promise<Leftover[]>} */
async function runningElsewhere(group) {
  if (process.platform === 'win32') return [];
  const listed = await runCommand('ps', ['-A', '-o', 'pid=,pgid=,state=,command=']);
  return listed
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+([^\s]+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && Number(match[2]) === group && !match[3]?.startsWith('Z'))
    .map((match) => ({ pid: Number(match?.[1]), command: match?.[4] ?? '' }));
}

/** @param {readonly Leftover[]} found */
export function endAll(found) {
  for (const { pid } of found) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it ended by itself
    }
  }
}
