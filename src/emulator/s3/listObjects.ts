import type { Operation } from '../service';
import { checksumMember } from './checksum';
import type { ObjectParts } from './objects';
import { type PageOfKeys, type PageRequest, pageOfKeys } from './pageOfKeys';
import { s3Error } from './s3Error';
import { type S3Request, s3Request } from './s3Request';
import { quoted, type StoredObject } from './storedObject';

export const listObjects = (parts: ObjectParts): Record<string, Operation> => ({
  ListObjectsV2: (input, context) => {
    const request = s3Request(input, context);
    const token = request.query('continuation-token');
    const after = token === undefined ? (request.query('start-after') ?? '') : decodeToken(token);
    const { page, common } = list(parts, request, after);
    return {
      xmlRoot: 'ListBucketResult',
      body: {
        ...common,
        KeyCount: page.keys.length + page.commonPrefixes.length,
        StartAfter: request.query('start-after'),
        ContinuationToken: token,
        NextContinuationToken: page.next && Buffer.from(page.next).toString('base64'),
      },
    };
  },
  ListObjects: (input, context) => {
    const request = s3Request(input, context);
    const marker = request.query('marker') ?? '';
    const { page, common } = list(parts, request, marker);
    return { xmlRoot: 'ListBucketResult', body: { ...common, Marker: marker, NextMarker: page.next } };
  },
  /** Versions are not kept: each object has the one that S3 calls "null". */
  ListObjectVersions: (input, context) => {
    const request = s3Request(input, context);
    const { page, common } = list(parts, request, request.query('key-marker') ?? '');
    const { Contents, ...others } = common;
    const Version = Contents.map((content) => ({ ...content, VersionId: 'null', IsLatest: true }));
    return { xmlRoot: 'ListVersionsResult', body: { ...others, Version, NextKeyMarker: page.next } };
  },
});

function list({ buckets, objects }: ObjectParts, request: S3Request, after: string) {
  const { name } = buckets.get(request.bucket);
  const asked = pageRequest(request, after);
  const stored = new Map(objects.list(name).map((object) => [object.key, object]));
  const page = pageOfKeys([...stored.keys()], asked);
  return { page, common: commonBody(request, asked, page, stored) };
}

function commonBody(
  request: S3Request,
  { prefix, delimiter, max }: PageRequest,
  page: PageOfKeys,
  stored: ReadonlyMap<string, StoredObject>,
) {
  const encoding = request.query('encoding-type');
  const encode = encoding === 'url' ? encodeKey : (key: string) => key;
  return {
    Name: request.bucket,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    MaxKeys: max,
    EncodingType: encoding,
    IsTruncated: page.next !== undefined,
    Contents: page.keys.map((key) => ({ ...describe(stored.get(key)), Key: encode(key) })),
    CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: encode(common) })),
  };
}

const describe = (object: StoredObject | undefined) =>
  object && {
    LastModified: object.modified,
    ETag: quoted(object.etag),
    Size: object.size,
    StorageClass: 'STANDARD',
    ...(object.checksum && { ChecksumAlgorithm: Object.keys(checksumMember(object.checksum))[0]?.slice(8) }),
  };

function pageRequest(request: S3Request, after: string): PageRequest {
  const max = Number(request.query('max-keys') ?? 1000);
  if (!Number.isInteger(max) || max < 0) {
    throw s3Error('InvalidArgument', 'max-keys must be an integer of 0 or more.');
  }
  return {
    prefix: request.query('prefix') ?? '',
    delimiter: request.query('delimiter') ?? '',
    after,
    max: Math.min(max, 1000),
  };
}

const decodeToken = (token: string): string => Buffer.from(token, 'base64').toString('utf8');

/** `encoding-type=url`, which leaves the slashes. */
const encodeKey = (key: string): string => encodeURIComponent(key).replaceAll('%2F', '/');
