import { AwsError } from '../aws/awsError';
import type { Input } from './service';

/** The named member of a request, which has to be a non-empty string. */
export function requiredText(input: Input, member: string): string {
  const value = input[member];
  if (typeof value === 'string' && value !== '') return value;
  throw new AwsError('ValidationError', `${member} is required and must be a non-empty string.`);
}
