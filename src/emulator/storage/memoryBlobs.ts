import type { Blobs } from '../store';
import { missingBlob, sha256 } from './contentId';

export function createMemoryBlobs(): Blobs {
  const contents = new Map<string, Buffer>();
  return {
    async put(content) {
      const id = sha256(content);
      contents.set(id, content);
      return id;
    },
    async get(id) {
      return contents.get(id) ?? missingBlob(id);
    },
    async retain(ids) {
      for (const id of contents.keys()) if (!ids.has(id)) contents.delete(id);
    },
  };
}
