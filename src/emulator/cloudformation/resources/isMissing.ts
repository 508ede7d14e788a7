import { isAwsError } from '../../../aws/awsError';

const CODES = new Set([
  'NoSuchBucket',
  'NoSuchBucketPolicy',
  'NoSuchEntity',
  'NotFoundException',
  'ResourceNotFoundException',
]);

/** True for the errors by which services say that something does not exist. */
export const isMissing = (error: unknown): boolean => isAwsError(error) && CODES.has(error.code);
