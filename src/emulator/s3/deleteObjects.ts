import type { Operation } from '../service';
import type { ObjectParts } from './objects';
import { children, parseXml } from './parseXml';
import { s3Request } from './s3Request';

export const deleteObjects =
  ({ buckets, objects }: ObjectParts): Operation =>
  (input, context) => {
    const { bucket, body } = s3Request(input, context);
    buckets.get(bucket);
    const request = parseXml(body, 'Delete');
    const keys = children(request, 'Object').map(({ Key }) => String(Key));
    for (const key of keys) objects.delete(bucket, key);
    const deleted = request.Quiet === 'true' ? [] : keys.map((Key) => ({ Key }));
    return { xmlRoot: 'DeleteResult', body: { Deleted: deleted } };
  };
