import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Which windows use a container: a file for each process, so that the last one can tell that it is the last. Those of
 * processes that are gone do not count.
 *
 *   usersDir/{container id}/{pid}   holds when the process began, where the system tells it: ids are used again
 */
export class ContainerUsers {
  constructor(
    private readonly dir: string,
    private readonly pid = process.pid,
  ) {}

  async join(container: string): Promise<void> {
    const folder = join(this.dir, container);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, String(this.pid)), await beginOf(this.pid));
  }

  async leave(container: string): Promise<void> {
    await rm(join(this.dir, container, String(this.pid)), { force: true });
  }

  /** How many other processes use it. */
  async others(container: string): Promise<number> {
    const folder = join(this.dir, container);
    const pids = (await readdir(folder).catch(() => [])).map(Number).filter((pid) => pid !== this.pid);
    const alive = await Promise.all(pids.map((pid) => this.isAlive(folder, pid)));
    return alive.filter(Boolean).length;
  }

  /** The container is no more. */
  async forget(container: string): Promise<void> {
    await rm(join(this.dir, container), { recursive: true, force: true });
  }

  private async isAlive(folder: string, pid: number): Promise<boolean> {
    if (!isRunning(pid)) return false;
    const began = await readFile(join(folder, String(pid)), 'utf8').catch(() => undefined);
    if (began === undefined) return false; // it left meanwhile
    return began === (await beginOf(pid));
  }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // another user's, but there
  }
};

/** Linux tells it in clock ticks since the start of the machine (proc(5), field 22); elsewhere it is not known. */
const beginOf = async (pid: number): Promise<string> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
};
