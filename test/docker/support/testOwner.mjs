// @ts-check
import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** @typedef {{ machine: string, pid: number }} TestOwner */

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/**
 * The value of the label `chaos-lab` for what a test makes in Docker: it says which process made it, so that what a
 * killed run left is found by the next one.
 *
 * @returns `test-<machine>-<pid>-<random>`
 */
export const testOwner = (pid = process.pid) => `test-${machine}-${pid}-${randomBytes(3).toString('hex')}`;

/** @param {string} label @returns {TestOwner | undefined} undefined for what no test made */
export function parseTestOwner(label) {
  const match = /^test-([0-9a-f]{6})-(\d+)-/.exec(label);
  return match ? { machine: match[1] ?? '', pid: Number(match[2]) } : undefined;
}

/** Whether its process has ended. What another machine's tests made is not ours to judge. @param {TestOwner} owner */
export function hasEnded(owner) {
  if (owner.machine !== machine) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}
