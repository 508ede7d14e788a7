import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blobs } from '../store';
import { missingBlob, sha256 } from './contentId';
import { writeFileAtomically } from './writeFileAtomically';

export function createFileBlobs(folder: string): Blobs {
  return {
    async put(content) {
      const id = sha256(content);
      const path = join(folder, id);
      if (!(await isComplete(path, content.length))) await writeFileAtomically(path, content);
      return id;
    },
    get: (id) => read(join(folder, id), id),
    async retain(ids) {
      const names = await readdir(folder);
      await Promise.all(names.filter((name) => !ids.has(name)).map((name) => rm(join(folder, name))));
    },
  };
}

async function isComplete(path: string, size: number): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.size === size;
}

/** Checked on the way out: a damaged artifact must not run as if it were the deployed one. */
async function read(path: string, id: string): Promise<Buffer> {
  const content = await readFile(path).catch(() => missingBlob(id));
  return sha256(content) === id ? content : missingBlob(id);
}
