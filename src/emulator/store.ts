/**
 * The emulator's state: named collections of JSON values, one set per region, and content-addressed blobs.
 *
 *   service ──put──▶ Collection (memory) ──▶ DIR/state/<name>.json   (written whole, atomically, soon after)
 *   service ──put──▶ Blobs ───────────────▶ DIR/blobs/<sha256>
 */
export interface Store {
  /** The same name always gives the same collection. */
  collection<T>(name: string): Collection<T>;
  readonly blobs: Blobs;
  /** Resolves when everything put so far is on disk (at once when the store is in memory). */
  flush(): Promise<void>;
  /** Flushes and lets go of timers and temporary folders. */
  close(): Promise<void>;
}

/** Values are plain JSON and are changed only through `put`. Order of `list` is order of first insertion. */
export interface Collection<T> {
  get(region: string, id: string): T | undefined;
  put(region: string, id: string, value: T): void;
  /** True when there was something to delete. */
  delete(region: string, id: string): boolean;
  list(region: string): T[];
  /** Every region's values. */
  all(): { readonly region: string; readonly id: string; readonly value: T }[];
}

export interface Blobs {
  /** Gives the content's id (SHA-256, hex). */
  put(content: Buffer): Promise<string>;
  /** Rejects when there is no such blob. */
  get(id: string): Promise<Buffer>;
  /** Deletes blobs nobody names any more. */
  retain(ids: ReadonlySet<string>): Promise<void>;
}
