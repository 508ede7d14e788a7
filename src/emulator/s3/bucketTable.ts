import type { Collection, Store } from '../store';
import { s3Error } from './s3Error';

export interface Bucket {
  readonly name: string;
  readonly region: string;
  /** ISO time. */
  readonly created: string;
  /** Settings as they were sent (XML, for the policy JSON), by the query parameter that names them. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Bucket names are one space for all regions. */
const GLOBAL = 'global';

export class BucketTable {
  private readonly buckets: Collection<Bucket>;

  constructor(store: Store) {
    this.buckets = store.collection('s3.buckets');
  }

  list(): Bucket[] {
    return this.buckets.list(GLOBAL).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): Bucket | undefined {
    return this.buckets.get(GLOBAL, name);
  }

  get(name: string): Bucket {
    const bucket = this.find(name);
    if (bucket === undefined) throw s3Error('NoSuchBucket');
    return bucket;
  }

  put(bucket: Bucket): void {
    this.buckets.put(GLOBAL, bucket.name, bucket);
  }

  remove(name: string): void {
    this.buckets.delete(GLOBAL, name);
  }
}
