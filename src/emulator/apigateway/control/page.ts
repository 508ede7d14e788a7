import type { Input, Reply } from '../../service';
import { badRequest } from '../errors';
import { integer, text } from './readInput';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 500;

/** One page of a list. `position` in the answer is the caller's way to the next one; absent on the last. */
export function page(items: readonly object[], input: Input): Reply {
  const limit = Math.min(integer(input, 'limit') ?? DEFAULT_LIMIT, MAX_LIMIT);
  if (limit < 1) throw badRequest('Invalid limit parameter specified: it must be between 1 and 500.');
  const start = offsetOf(text(input, 'position'));
  const end = start + limit;
  return {
    body: { item: items.slice(start, end), ...(end < items.length && { position: positionOf(end) }) },
  };
}

const positionOf = (offset: number): string => Buffer.from(String(offset)).toString('base64url');

function offsetOf(position: string | undefined): number {
  if (position === undefined || position === '') return 0;
  const offset = Number(Buffer.from(position, 'base64url').toString());
  if (Number.isSafeInteger(offset) && offset >= 0) return offset;
  throw badRequest('Invalid position parameter specified.');
}
