import { createHash } from 'node:crypto';
import { isAwsError } from '../../aws/awsError';
import type { ObjectSource } from '../ports';
import type { Input } from '../service';
import { textField } from './fields';
import type { FunctionCode } from './functionRecord';
import { invalidParameter } from './lambdaErrors';
import { checkArchive } from './runtime/archive';

/** The zip an input brings or points to: `ZipFile` (base64, or bytes from inside the engine) or `S3Bucket` and `S3Key`. */
export async function readCode(input: Input, objects: ObjectSource): Promise<Buffer> {
  const zip = inlineCode(input) ?? (await codeFromBucket(input, objects));
  checkArchive(zip);
  return zip;
}

function inlineCode({ ZipFile }: Input): Buffer | undefined {
  if (typeof ZipFile === 'string') return Buffer.from(ZipFile, 'base64');
  if (ZipFile instanceof Uint8Array) return Buffer.from(ZipFile);
  return undefined;
}

async function codeFromBucket(input: Input, objects: ObjectSource): Promise<Buffer> {
  const bucket = textField(input, 'S3Bucket');
  const key = textField(input, 'S3Key');
  if (!bucket || !key) {
    throw invalidParameter('Please provide a source for function code: ZipFile, or S3Bucket and S3Key.');
  }
  return objects.getObject(bucket, key).catch((error) => notReadable(bucket, key, error));
}

function notReadable(bucket: string, key: string, error: unknown): never {
  if (!isAwsError(error)) throw error;
  throw invalidParameter(
    `Error occurred while GetObject of ${key} in bucket ${bucket}. ` +
      `S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`,
  );
}

/** Base64 of the zip's SHA-256, which is also its blob id. */
export const codeSha256 = ({ blob }: FunctionCode): string => Buffer.from(blob, 'hex').toString('base64');

export const sha256Of = (zip: Buffer): string => createHash('sha256').update(zip).digest('hex');
