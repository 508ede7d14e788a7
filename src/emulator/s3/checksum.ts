import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { s3Error } from './s3Error';

/** A checksum as a client gave it: base64, with `-<parts>` behind it when it is composite. */
export interface Checksum {
  readonly algorithm: string;
  readonly value: string;
}

const HEADER = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/;

const COMPUTED: Readonly<Record<string, (content: Buffer) => Buffer>> = {
  crc32: crc32Bytes,
  sha1: (content) => createHash('sha1').update(content).digest(),
  sha256: (content) => createHash('sha256').update(content).digest(),
};

/** The checksum among headers or trailers; refuses content that does not match it. CRC32C and CRC64NVME are kept unchecked. */
export function verifiedChecksum(
  headers: Readonly<Record<string, string>>,
  content: Buffer,
): Checksum | undefined {
  const found = Object.entries(headers).find(([name]) => HEADER.test(name));
  if (found === undefined) return undefined;
  const [algorithm, value] = [HEADER.exec(found[0])?.[1] ?? '', found[1]];
  const computed = COMPUTED[algorithm]?.(content).toString('base64');
  if (computed !== undefined && computed !== value) {
    throw s3Error(
      'BadDigest',
      `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
  return { algorithm, value };
}

/** How S3 sums up the parts of a multipart upload: the checksum of their checksums. */
export function compositeChecksum(parts: readonly (Checksum | undefined)[]): Checksum | undefined {
  const algorithm = parts[0]?.algorithm ?? '';
  const compute = COMPUTED[algorithm];
  if (compute === undefined || parts.some((part) => part?.algorithm !== algorithm)) return undefined;
  const sums = parts.map((part) => Buffer.from(part?.value ?? '', 'base64'));
  return { algorithm, value: `${compute(Buffer.concat(sums)).toString('base64')}-${parts.length}` };
}

/** `{ ChecksumCRC32: … }`, as it stands in answers. */
export const checksumMember = (checksum: Checksum | undefined): Record<string, string> =>
  checksum === undefined ? {} : { [`Checksum${checksum.algorithm.toUpperCase()}`]: checksum.value };

export const checksumHeader = (checksum: Checksum | undefined): Record<string, string> =>
  checksum === undefined ? {} : { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value };

function crc32Bytes(content: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(content));
  return bytes;
}
