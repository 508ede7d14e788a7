import type { Store } from '../store';
import { createFileStore } from './fileStore';
import { createMemoryStore } from './memoryStore';

export interface StoreOptions {
  /** Where state is kept; without it the state ends with the process. */
  readonly dir?: string;
  /** Told, in one sentence each, about files set aside and writes that failed. */
  readonly report: (line: string) => void;
}

export const createStore = async ({ dir, report }: StoreOptions): Promise<Store> =>
  dir === undefined ? createMemoryStore() : createFileStore(dir, report);
