import { isAwsError } from '../../../aws/awsError';
import type { ObjectSource } from '../../ports';
import type { Input } from '../../service';
import type { Stack } from '../stack';
import { validationError } from '../validationError';

/** The template a request brings, or points to, or the one the stack has. */
export async function templateText(input: Input, objects: ObjectSource, stack?: Stack): Promise<string> {
  const { TemplateBody, TemplateURL, UsePreviousTemplate } = input;
  if (typeof TemplateBody === 'string' && TemplateBody !== '') return TemplateBody;
  if (typeof TemplateURL === 'string' && TemplateURL !== '') return readObject(TemplateURL, objects);
  if (String(UsePreviousTemplate) === 'true' && stack !== undefined) return stack.template;
  throw validationError('Either Template URL or Template Body must be specified.');
}

async function readObject(url: string, objects: ObjectSource): Promise<string> {
  const { bucket, key } = parseS3Url(url);
  try {
    return String(await objects.getObject(bucket, key));
  } catch (error) {
    if (!isAwsError(error)) throw error;
    throw validationError(`Could not read the template at ${url}: ${error.message} (${error.code})`);
  }
}

/**
 * Bucket and key in a URL of S3, or of the engine itself: `https://s3.amazonaws.com/bucket/key`,
 * `https://bucket.s3.us-east-1.amazonaws.com/key`, `http://127.0.0.1:4566/bucket/key`.
 */
export function parseS3Url(text: string): { readonly bucket: string; readonly key: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const path = decodePath(url?.pathname.slice(1) ?? '');
  const [, hostBucket] = /^(.+)\.s3[.-]/.exec(url?.hostname ?? '') ?? [];
  const [, bucket, key] =
    /^([^/]+)\/(.+)$/s.exec(hostBucket === undefined ? path : `${hostBucket}/${path}`) ?? [];
  if (bucket === undefined || key === undefined) {
    throw validationError(`TemplateURL must be a supported URL; ${text} names no bucket and key.`);
  }
  return { bucket, key };
}

/** osls leaves the key as it is, other clients encode it. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A bare "%" in a key that was not encoded.
  }
}
