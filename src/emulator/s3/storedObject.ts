import type { Collection, Store } from '../store';
import type { Checksum } from './checksum';
import type { S3Request } from './s3Request';

export interface StoredObject {
  readonly key: string;
  /** Id of the content in `Store.blobs`. */
  readonly blob: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** ISO time in whole seconds: S3 keeps no finer ones, and osls compares them with Lambda's. */
  readonly modified: string;
  readonly checksum?: Checksum;
  /** Headers that come back with the object, `x-amz-meta-*` among them. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Kept by bucket: a bucket's name stands where other collections have the region. */
export const objectCollection = (store: Store): Collection<StoredObject> => store.collection('s3.objects');

const KEPT =
  /^(x-amz-meta-.+|content-type|content-disposition|content-language|content-encoding|cache-control|expires)$/;

/** The headers of an upload that belong to the object. */
export function objectHeaders(request: S3Request): Record<string, string> {
  const kept = Object.entries(request.headers).filter(([name]) => KEPT.test(name));
  const headers = { 'content-type': 'binary/octet-stream', ...Object.fromEntries(kept) };
  return withoutTransferCoding(headers);
}

/** `aws-chunked` says how the upload travelled, not what the object is. */
function withoutTransferCoding(headers: Record<string, string>): Record<string, string> {
  const { 'content-encoding': coding, ...others } = headers;
  const codings = (coding ?? '').split(',').map((name) => name.trim());
  const left = codings.filter((name) => name !== '' && name !== 'aws-chunked').join(', ');
  return left === '' ? others : { ...others, 'content-encoding': left };
}

export function nowInSeconds(): string {
  return `${new Date().toISOString().slice(0, 19)}.000Z`;
}

export const quoted = (etag: string): string => `"${etag}"`;
