import type { Input } from '../../service';

/** A list of a request; SDKs send an empty one as an empty text. */
export function listMember<T>(input: Input, member: string): T[] {
  const value = input[member];
  return Array.isArray(value) ? value : [];
}
