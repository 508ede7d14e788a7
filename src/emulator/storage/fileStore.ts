import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blobs, Collection, Store } from '../store';
import { createFileBlobs } from './fileBlobs';
import { RegionMap } from './regionMap';
import { loadState, writeState } from './stateFile';

/** Long enough to gather the writes of one deploy step, short enough that a crash loses next to nothing. */
const WRITE_DELAY_MS = 50;

const BLOB_ID = /[0-9a-f]{64}/g;

type Report = (line: string) => void;

export async function createFileStore(dir: string, report: Report): Promise<Store> {
  const stateFolder = join(dir, 'state');
  const blobFolder = join(dir, 'blobs');
  await Promise.all([stateFolder, blobFolder].map((folder) => mkdir(folder, { recursive: true })));
  const store = new FileStore(stateFolder, createFileBlobs(blobFolder), report);
  await store.load();
  return store;
}

class FileStore implements Store {
  private readonly collections = new Map<string, RegionMap<unknown>>();
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    readonly blobs: Blobs,
    private readonly report: Report,
  ) {}

  async load(): Promise<void> {
    const names = await readdir(this.folder);
    await Promise.all(names.filter(isLeftover).map((name) => rm(join(this.folder, name))));
    await Promise.all(names.filter(isStateFile).map((name) => this.loadFile(name)));
    await this.dropOrphanedBlobs();
  }

  collection<T>(name: string): Collection<T> {
    return (this.collections.get(name) ?? this.add(name, [])) as Collection<unknown> as Collection<T>;
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const earlier = this.writing.catch(() => {});
    this.writing = earlier.then(() => this.writeChanged());
    await this.writing;
  }

  async close(): Promise<void> {
    await this.flush();
    await this.dropOrphanedBlobs();
  }

  private add(
    name: string,
    snapshot: ConstructorParameters<typeof RegionMap<unknown>>[0],
  ): RegionMap<unknown> {
    const collection = new RegionMap(snapshot, () => this.writeSoon(name));
    this.collections.set(name, collection);
    return collection;
  }

  private async loadFile(fileName: string): Promise<void> {
    const path = join(this.folder, fileName);
    const state = await loadState(path);
    if (state.kind === 'setAside') {
      this.report(`Could not read the saved state ${path} (${state.reason}); it was kept as ${state.as}.`);
    } else {
      this.add(fileName.slice(0, -'.json'.length), state.regions);
    }
  }

  /** Content that no state names is left over from deleted objects; a file that was set aside may still name it. */
  private async dropOrphanedBlobs(): Promise<void> {
    if ((await readdir(this.folder)).some(isSetAside)) return;
    const state = JSON.stringify([...this.collections.values()].map((collection) => collection.snapshot()));
    await this.blobs.retain(new Set(state.match(BLOB_ID)));
  }

  private writeSoon(name: string): void {
    this.changed.add(name);
    this.timer ??= setTimeout(() => {
      this.flush().catch((error: Error) =>
        this.report(
          `Could not save the engine's state (${error.message}); it is tried again at the next change.`,
        ),
      );
    }, WRITE_DELAY_MS);
  }

  private async writeChanged(): Promise<void> {
    for (const name of [...this.changed]) {
      this.changed.delete(name);
      const snapshot = this.collections.get(name)?.snapshot() ?? [];
      await writeState(join(this.folder, `${name}.json`), snapshot).catch((error) => {
        this.changed.add(name);
        throw error;
      });
    }
  }
}

const isStateFile = (name: string): boolean => name.endsWith('.json');

const isSetAside = (name: string): boolean => name.includes('.json.corrupt-');

/** What a crash in the middle of a write leaves. */
const isLeftover = (name: string): boolean => name.endsWith('.tmp');
