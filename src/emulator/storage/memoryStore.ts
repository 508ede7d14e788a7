import type { Collection, Store } from '../store';
import { createMemoryBlobs } from './memoryBlobs';
import { RegionMap } from './regionMap';

export function createMemoryStore(): Store {
  const collections = new Map<string, Collection<unknown>>();
  return {
    collection<T>(name: string) {
      const collection = collections.get(name) ?? new RegionMap<unknown>([], () => {});
      collections.set(name, collection);
      return collection as Collection<T>;
    },
    blobs: createMemoryBlobs(),
    flush: async () => {},
    close: async () => {},
  };
}
