import { readFileSync } from 'node:fs';
import { isAlive } from './isAlive';

/** For tests: whether a process runs. One that has ended, but that nobody has asked for its exit status, does not. */
export const isRunning = (pid: number): boolean => isAlive(pid) && !isZombie(pid);

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true; // It went in between.
  }
}
