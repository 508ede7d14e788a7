import { AwsError } from '../../aws/awsError';
import { requiredText } from '../requiredText';
import type { Input } from '../service';

/** The named member, which has to hold a policy: a JSON object with a `Statement`. */
export function policyDocument(input: Input, member: string): string {
  const text = requiredText(input, member);
  if (!isPolicy(text)) {
    throw new AwsError('MalformedPolicyDocument', `${member} is not a JSON object with a "Statement".`);
  }
  return text;
}

function isPolicy(text: string): boolean {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null && 'Statement' in document;
  } catch {
    return false; // Not JSON: the caller says so.
  }
}
