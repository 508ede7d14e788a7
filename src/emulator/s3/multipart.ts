import { createHash, randomUUID } from 'node:crypto';
import type { Operation, Reply } from '../service';
import type { Collection } from '../store';
import { type Checksum, checksumHeader, checksumMember, compositeChecksum } from './checksum';
import type { ObjectParts } from './objects';
import { children, parseXml } from './parseXml';
import { readPayload } from './payload';
import { s3Error } from './s3Error';
import { type S3Request, s3Request } from './s3Request';
import { nowInSeconds, objectHeaders, quoted } from './storedObject';

/** Every part but the last is at least this long. */
const MIN_PART_BYTES = 5 * 1024 * 1024;

export interface UploadedPart {
  readonly number: number;
  readonly blob: string;
  readonly size: number;
  readonly etag: string;
  readonly modified: string;
  readonly checksum?: Checksum;
}

export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly initiated: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<number, UploadedPart>>;
}

/** Uploads that are under way, by bucket like the objects. */
type Uploads = Collection<Upload>;

export function multipart(parts: ObjectParts): Record<string, Operation> {
  const uploads: Uploads = parts.store.collection('s3.uploads');
  return {
    CreateMultipartUpload: (input, context) => create(parts, uploads, s3Request(input, context)),
    UploadPart: (input, context) => uploadPart(parts, uploads, s3Request(input, context)),
    CompleteMultipartUpload: (input, context) => complete(parts, uploads, s3Request(input, context)),
    AbortMultipartUpload: (input, context) => {
      const request = s3Request(input, context);
      uploads.delete(request.bucket, find(uploads, request).id);
      return { status: 204 };
    },
    ListParts: (input, context) => listParts(uploads, s3Request(input, context)),
    ListMultipartUploads: (input, context) => {
      const { bucket } = s3Request(input, context);
      parts.buckets.get(bucket);
      const Upload = uploads
        .list(bucket)
        .map(({ key, id, initiated }) => ({ Key: key, UploadId: id, Initiated: initiated }));
      return { xmlRoot: 'ListMultipartUploadsResult', body: { Bucket: bucket, Upload, IsTruncated: false } };
    },
  };
}

function create({ buckets }: ObjectParts, uploads: Uploads, request: S3Request): Reply {
  const { bucket, key } = request;
  buckets.get(bucket);
  const id = randomUUID().replaceAll('-', '');
  uploads.put(bucket, id, { id, key, initiated: nowInSeconds(), headers: objectHeaders(request), parts: {} });
  return { xmlRoot: 'InitiateMultipartUploadResult', body: { Bucket: bucket, Key: key, UploadId: id } };
}

async function uploadPart({ store }: ObjectParts, uploads: Uploads, request: S3Request): Promise<Reply> {
  find(uploads, request);
  const number = partNumber(request);
  const { content, md5, checksum } = readPayload(request);
  const part: UploadedPart = {
    number,
    blob: await store.blobs.put(content),
    size: content.length,
    etag: md5,
    modified: nowInSeconds(),
    ...(checksum && { checksum }),
  };
  // Parts come in parallel: look again after the wait.
  const upload = find(uploads, request);
  uploads.put(request.bucket, upload.id, { ...upload, parts: { ...upload.parts, [number]: part } });
  return { headers: { etag: quoted(md5), ...checksumHeader(checksum) } };
}

async function complete(
  { store, objects }: ObjectParts,
  uploads: Uploads,
  request: S3Request,
): Promise<Reply> {
  const { bucket, key } = request;
  const upload = find(uploads, request);
  const chosen = chosenParts(upload, request);
  const content = Buffer.concat(await Promise.all(chosen.map(({ blob }) => store.blobs.get(blob))));
  const etag = `${md5OfParts(chosen)}-${chosen.length}`;
  const checksum = compositeChecksum(chosen.map((part) => part.checksum));
  objects.put(bucket, key, {
    key,
    blob: await store.blobs.put(content),
    size: content.length,
    etag,
    modified: nowInSeconds(),
    ...(checksum && { checksum }),
    headers: upload.headers,
  });
  uploads.delete(bucket, upload.id);
  return {
    xmlRoot: 'CompleteMultipartUploadResult',
    body: {
      Location: `/${bucket}/${key}`,
      Bucket: bucket,
      Key: key,
      ETag: quoted(etag),
      ...checksumMember(checksum),
    },
  };
}

function listParts(uploads: Uploads, request: S3Request): Reply {
  const { id, key, parts } = find(uploads, request);
  const Part = Object.values(parts).map(({ number, modified, etag, size, checksum }) => ({
    PartNumber: number,
    LastModified: modified,
    ETag: quoted(etag),
    Size: size,
    ...checksumMember(checksum),
  }));
  return {
    xmlRoot: 'ListPartsResult',
    body: { Bucket: request.bucket, Key: key, UploadId: id, IsTruncated: false, Part },
  };
}

function find(uploads: Uploads, request: S3Request): Upload {
  const upload = uploads.get(request.bucket, request.query('uploadId') ?? '');
  if (upload?.key !== request.key) throw s3Error('NoSuchUpload');
  return upload;
}

function partNumber(request: S3Request): number {
  const number = Number(request.query('partNumber'));
  if (Number.isInteger(number) && number >= 1 && number <= 10_000) return number;
  throw s3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
}

/** The parts that the client lists, which must be those it uploaded, in ascending order. */
function chosenParts(upload: Upload, request: S3Request): UploadedPart[] {
  const listed = children(parseXml(request.body, 'CompleteMultipartUpload'), 'Part');
  if (listed.length === 0) throw s3Error('MalformedXML');
  const chosen = listed.map(({ PartNumber, ETag }) => {
    const part = upload.parts[Number(PartNumber)];
    if (part === undefined || part.etag !== String(ETag).replaceAll('"', '')) throw s3Error('InvalidPart');
    return part;
  });
  if (chosen.some((part, index) => part.number <= (chosen[index - 1]?.number ?? 0))) {
    throw s3Error('InvalidPartOrder');
  }
  if (chosen.slice(0, -1).some(({ size }) => size < MIN_PART_BYTES)) throw s3Error('EntityTooSmall');
  return chosen;
}

function md5OfParts(parts: readonly UploadedPart[]): string {
  const digests = parts.map(({ etag }) => Buffer.from(etag, 'hex'));
  return createHash('md5').update(Buffer.concat(digests)).digest('hex');
}
