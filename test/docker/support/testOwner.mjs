// @ts-check
import { createHash, randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** @typedef {{ machine: string, pid: number }} TestOwner */

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** Names the process of the run for the suites that it starts. */
export const runPidName = 'CHAOS_LAB_RUN_PID';

/**
 * The value of the label `chaos-lab` for what a test makes in Docker, or a part of the name where the lab itself
 * makes it: it says which run made it, so that what a killed one left is found by the next.
 *
 * @returns `test-<machine>-<pid of the run>-<random>`
 */
export const testOwner = () =>
  `test-${machine}-${process.env[runPidName] ?? process.pid}-${randomBytes(3).toString('hex')}`;

/**
 * @param {string} text a label, or a name that a test gave to what the lab made with a label of its own
 * @returns {TestOwner | undefined} undefined for what no test made
 */
export function parseTestOwner(text) {
  const match = /\btest-([0-9a-f]{6})-(\d+)-/.exec(text);
  return match ? { machine: match[1] ?? '', pid: Number(match[2]) } : undefined;
}

/** Whether its run has ended. What another machine's tests made is not ours to judge. @param {TestOwner} owner */
export const hasEnded = (owner) => owner.machine === machine && !isRunning(owner.pid);

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    // What has ended and waits to be collected has no program any more.
    if (process.platform === 'linux') readlinkSync(`/proc/${pid}/exe`);
    return true;
  } catch (error) {
    return !['ESRCH', 'ENOENT'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '');
  }
}
