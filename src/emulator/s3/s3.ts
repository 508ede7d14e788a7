import type { ObjectSource } from '../ports';
import type { Service } from '../service';
import type { Store } from '../store';
import { bucketSettings } from './bucketSettings';
import { buckets } from './buckets';
import { BucketTable } from './bucketTable';
import { deleteObjects } from './deleteObjects';
import { listObjects } from './listObjects';
import { multipart } from './multipart';
import { type ObjectParts, objects } from './objects';
import { s3Error } from './s3Error';
import { objectCollection } from './storedObject';

export interface S3 {
  readonly service: Service;
  readonly objects: ObjectSource;
}

export function createS3({ store }: { readonly store: Store }): S3 {
  const parts: ObjectParts = { store, buckets: new BucketTable(store), objects: objectCollection(store) };
  return {
    service: {
      name: 's3',
      operations: {
        ...buckets(parts.buckets, parts.objects),
        ...bucketSettings(parts.buckets),
        ...objects(parts),
        ...listObjects(parts),
        ...multipart(parts),
        DeleteObjects: deleteObjects(parts),
      },
    },
    objects: { getObject: (bucket, key) => readObject(parts, bucket, key) },
  };
}

async function readObject(
  { store, buckets, objects }: ObjectParts,
  bucket: string,
  key: string,
): Promise<Buffer> {
  const object = objects.get(buckets.get(bucket).name, key);
  if (object === undefined) throw s3Error('NoSuchKey');
  return store.blobs.get(object.blob);
}
