import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackArchive } from './archive';
import { isAlive } from './isAlive';

const PREFIX = 'chaos-lab-functions-';

interface Folder {
  readonly path: Promise<string>;
  users: number;
  /** Unix time in milliseconds of the last time somebody let go of it. */
  releasedAt: number;
}

/**
 * Unpacked code, one folder per content, under a temporary folder of this process: not in the workspace, where
 * handlers would find the workspace's own node_modules.
 */
export class CodeFolders {
  private readonly folders = new Map<string, Folder>();
  private root: Promise<string> | undefined;

  /** `keepMs`: how long unpacked code stays after its last use. */
  constructor(private readonly keepMs = 60_000) {}

  /** `load` gives the zip with this id. Each `acquire` that resolves needs one `release`. */
  async acquire(id: string, load: () => Promise<Buffer>): Promise<string> {
    const folder = this.folders.get(id) ?? this.add(id, load);
    folder.users++;
    try {
      return await folder.path;
    } catch (error) {
      this.folders.delete(id);
      throw error;
    }
  }

  release(id: string): void {
    const folder = this.folders.get(id);
    if (!folder) return;
    folder.users--;
    folder.releasedAt = Date.now();
    setTimeout(() => this.sweep(), this.keepMs).unref();
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.folders.values()].map((folder) => folder.path));
    this.folders.clear();
    if (this.root) await removeFolder(await this.root);
    this.root = undefined;
  }

  /** Removes what nobody has used for a while. */
  private async sweep(): Promise<void> {
    const unused = [...this.folders].filter(
      ([, { users, releasedAt }]) => users === 0 && Date.now() - releasedAt >= this.keepMs,
    );
    for (const [id] of unused) this.folders.delete(id);
    await Promise.all(unused.map(async ([, folder]) => removeFolder(await folder.path)));
  }

  private add(id: string, load: () => Promise<Buffer>): Folder {
    const folder: Folder = { path: this.unpack(load), users: 0, releasedAt: 0 };
    this.folders.set(id, folder);
    return folder;
  }

  private async unpack(load: () => Promise<Buffer>): Promise<string> {
    this.root ??= createRoot();
    const [root, zip] = await Promise.all([this.root, load()]);
    const path = await mkdtemp(join(root, 'code-'));
    await unpackArchive(zip, path);
    return path;
  }
}

/** The name holds the process id, so that a later engine can tell what a killed one left behind. */
async function createRoot(): Promise<string> {
  // Real path: Node resolves links in module names, and LAMBDA_TASK_ROOT should agree with them.
  const temp = await realpath(tmpdir());
  await removeLeftovers(temp);
  return mkdtemp(join(temp, `${PREFIX}${process.pid}-`));
}

async function removeLeftovers(temp: string): Promise<void> {
  const names = (await readdir(temp)).filter((name) => {
    const pid = /^(\d+)-/.exec(name.slice(PREFIX.length))?.[1];
    return name.startsWith(PREFIX) && pid !== undefined && !isAlive(Number(pid));
  });
  await Promise.all(names.map((name) => removeFolder(join(temp, name))));
}

/** Retried, since a process that was just killed may still be writing. */
const removeFolder = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
