import { s3Error } from './s3Error';
import type { S3Request } from './s3Request';
import type { StoredObject } from './storedObject';

/** Refuses a read whose conditions fail; true when the client's copy is still good (304). */
export function isNotModified(request: S3Request, object: StoredObject): boolean {
  const match = request.header('if-match');
  if (match !== undefined && !names(match, object)) throw s3Error('PreconditionFailed');
  const unmodifiedSince = timeOf(request.header('if-unmodified-since'));
  if (match === undefined && modifiedAfter(object, unmodifiedSince)) throw s3Error('PreconditionFailed');

  const noneMatch = request.header('if-none-match');
  if (noneMatch !== undefined) return names(noneMatch, object);
  const modifiedSince = timeOf(request.header('if-modified-since'));
  return modifiedSince !== undefined && !modifiedAfter(object, modifiedSince);
}

/** Refuses a write that is meant for a new object, or for the one the client knows. */
export function checkWrite(request: S3Request, existing: StoredObject | undefined): void {
  const match = request.header('if-match');
  if (match !== undefined && existing === undefined) throw s3Error('NoSuchKey');
  const changed = match !== undefined && existing !== undefined && !names(match, existing);
  const taken = request.header('if-none-match') === '*' && existing !== undefined;
  if (changed || taken) throw s3Error('PreconditionFailed');
}

const names = (header: string, { etag }: StoredObject): boolean =>
  header.split(',').some((entry) => {
    const tag = entry.trim().replace(/^W\//, '').replaceAll('"', '');
    return tag === '*' || tag === etag;
  });

const timeOf = (header: string | undefined): number | undefined => {
  const time = Date.parse(header ?? '');
  return Number.isNaN(time) ? undefined : time;
};

const modifiedAfter = ({ modified }: StoredObject, time: number | undefined): boolean =>
  time !== undefined && Date.parse(modified) > time;
