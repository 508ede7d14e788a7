import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * Which windows use a container: a file for each, so that the last one can tell that it is the last. Those of
 * processes that are gone do not count.
 *
 *   dir/{container id}/{pid}.{random}   holds when the process began, where the system tells it: pids are used again
 */
export class ContainerUsers {
  private readonly own = `${process.pid}.${randomUUID().slice(0, 8)}`;

  constructor(private readonly dir: string) {}

  async join(container: string): Promise<void> {
    const folder = join(this.dir, container);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, this.own), await beginOf(process.pid));
  }

  async leave(container: string): Promise<void> {
    await rm(join(this.dir, container, this.own), { force: true });
  }

  /** How many others use it. */
  async others(container: string): Promise<number> {
    const folder = join(this.dir, container);
    const files = (await readdir(folder).catch(() => [])).filter((file) => file !== this.own);
    const alive = await Promise.all(files.map((file) => isAlive(join(folder, file))));
    return alive.filter(Boolean).length;
  }

  /** The container is no more. */
  async forget(container: string): Promise<void> {
    await rm(join(this.dir, container), { recursive: true, force: true });
  }
}

const isAlive = async (file: string): Promise<boolean> => {
  const pid = Number.parseInt(basename(file), 10);
  if (!isRunning(pid)) return false;
  const began = await readFile(file, 'utf8').catch(() => undefined);
  return began !== undefined && began === (await beginOf(pid)); // undefined: it left meanwhile
};

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
