import { createHash } from 'node:crypto';
import { decodeAwsChunked } from './awsChunked';
import { type Checksum, verifiedChecksum } from './checksum';
import { s3Error } from './s3Error';
import type { S3Request } from './s3Request';

export interface Payload {
  readonly content: Buffer;
  readonly checksum?: Checksum;
  /** MD5, hex: the ETag without its quotes. */
  readonly md5: string;
}

/** What a client uploads, unwrapped and checked against every digest it sent along. */
export function readPayload(request: S3Request): Payload {
  const { content, trailers } = unwrap(request);
  const md5 = createHash('md5').update(content).digest();
  verifyMd5(request.header('content-md5'), md5);
  verifySha256(request.header('x-amz-content-sha256'), content);
  const checksum = verifiedChecksum({ ...request.headers, ...trailers }, content);
  return { content, md5: md5.toString('hex'), ...(checksum && { checksum }) };
}

export function isAwsChunked(request: S3Request): boolean {
  const streaming = request.header('x-amz-content-sha256')?.startsWith('STREAMING-') ?? false;
  return streaming || /\baws-chunked\b/.test(request.header('content-encoding') ?? '');
}

function unwrap(request: S3Request): ReturnType<typeof decodeAwsChunked> {
  if (!isAwsChunked(request)) return { content: request.body, trailers: {} };
  const decoded = decodeAwsChunked(request.body);
  const length = request.header('x-amz-decoded-content-length');
  if (length !== undefined && Number(length) !== decoded.content.length) throw s3Error('IncompleteBody');
  return decoded;
}

function verifyMd5(sent: string | undefined, md5: Buffer): void {
  if (sent !== undefined && sent !== md5.toString('base64')) throw s3Error('BadDigest');
}

function verifySha256(sent: string | undefined, content: Buffer): void {
  if (sent === undefined || !/^[0-9a-f]{64}$/.test(sent)) return;
  if (createHash('sha256').update(content).digest('hex') !== sent) throw s3Error('XAmzContentSHA256Mismatch');
}
