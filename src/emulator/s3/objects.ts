import type { Input, Operation, OperationContext, Reply } from '../service';
import type { Collection, Store } from '../store';
import type { BucketTable } from './bucketTable';
import { byteRange } from './byteRange';
import { checksumHeader } from './checksum';
import { readPayload } from './payload';
import { checkWrite, isNotModified } from './preconditions';
import { s3Error } from './s3Error';
import { type S3Request, s3Request } from './s3Request';
import { nowInSeconds, objectHeaders, quoted, type StoredObject } from './storedObject';

export interface ObjectParts {
  readonly store: Store;
  readonly buckets: BucketTable;
  readonly objects: Collection<StoredObject>;
}

export const objects = (parts: ObjectParts): Record<string, Operation> => ({
  PutObject: (input, context) => putObject(parts, s3Request(input, context)),
  GetObject: (input, context) => getObject(parts, s3Request(input, context)),
  HeadObject: async (input, context) => {
    const request = s3Request(input, context);
    const object = find(parts, request);
    if (isNotModified(request, object)) return notModified(object);
    const length = { 'content-length': String(object.size) };
    return { headers: { ...describe(object), ...length, ...checksumAsked(request, object) } };
  },
  /** Deleting what is not there succeeds, as in S3. */
  DeleteObject: (input, context) => {
    const { bucket, key } = s3Request(input, context);
    parts.objects.delete(parts.buckets.get(bucket).name, key);
    return { status: 204 };
  },
  CopyObject: (input, context) => copyObject(parts, input, context),
});

async function putObject({ store, buckets, objects }: ObjectParts, request: S3Request): Promise<Reply> {
  const { bucket, key } = request;
  buckets.get(bucket);
  checkWrite(request, objects.get(bucket, key));
  const { content, md5, checksum } = readPayload(request);
  objects.put(bucket, key, {
    key,
    blob: await store.blobs.put(content),
    size: content.length,
    etag: md5,
    modified: nowInSeconds(),
    ...(checksum && { checksum }),
    headers: objectHeaders(request),
  });
  return { headers: { etag: quoted(md5), ...checksumHeader(checksum) } };
}

async function getObject(parts: ObjectParts, request: S3Request): Promise<Reply> {
  const object = find(parts, request);
  if (isNotModified(request, object)) return notModified(object);
  const range = byteRange(request.header('range'), object.size);
  const content = await parts.store.blobs.get(object.blob);
  if (range === undefined) {
    return { headers: { ...describe(object), ...checksumAsked(request, object) }, body: content };
  }
  return {
    status: 206,
    headers: { ...describe(object), 'content-range': `bytes ${range.first}-${range.last}/${object.size}` },
    body: content.subarray(range.first, range.last + 1),
  };
}

function copyObject(parts: ObjectParts, input: Input, context: OperationContext): Reply {
  const request = s3Request(input, context);
  const source = find(parts, copySource(request));
  const replaces = request.header('x-amz-metadata-directive') === 'REPLACE';
  const copy: StoredObject = {
    ...source,
    key: request.key,
    modified: nowInSeconds(),
    headers: replaces ? objectHeaders(request) : source.headers,
  };
  parts.objects.put(parts.buckets.get(request.bucket).name, request.key, copy);
  return {
    xmlRoot: 'CopyObjectResult',
    body: { ETag: quoted(copy.etag), LastModified: copy.modified },
  };
}

/** `[/]bucket/key[?versionId=…]`, percent-encoded. */
function copySource(request: S3Request): Pick<S3Request, 'bucket' | 'key'> {
  const header = request.header('x-amz-copy-source') ?? '';
  const [, bucket, key] = /^\/?([^/]+)\/([^?]+)/.exec(header) ?? [];
  if (bucket === undefined || key === undefined) {
    throw s3Error('InvalidArgument', 'x-amz-copy-source must name a bucket and a key, as in "bucket/key".');
  }
  return { bucket, key: decodeURIComponent(key) };
}

function find({ buckets, objects }: ObjectParts, request: Pick<S3Request, 'bucket' | 'key'>): StoredObject {
  const object = objects.get(buckets.get(request.bucket).name, request.key);
  if (object === undefined) throw s3Error('NoSuchKey');
  return object;
}

const describe = (object: StoredObject): Record<string, string> => ({
  ...object.headers,
  etag: quoted(object.etag),
  'last-modified': new Date(object.modified).toUTCString(),
  'accept-ranges': 'bytes',
});

/** Sent only on demand, as in S3: an SDK that sees a checksum verifies it. */
const checksumAsked = (request: S3Request, { checksum }: StoredObject): Record<string, string> =>
  request.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' ? checksumHeader(checksum) : {};

const notModified = (object: StoredObject): Reply => ({ status: 304, headers: describe(object) });
