import { s3Error } from './s3Error';

export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** The one range a Range header asks for (RFC 9110, 14.1.2); undefined when the whole is to be sent. */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const range =
    first === ''
      ? { first: Math.max(0, size - Number(last)), last: size - 1 }
      : { first: Number(first), last: Math.min(size - 1, last === '' ? size - 1 : Number(last)) };
  if (range.first >= size || range.first > range.last) throw s3Error('InvalidRange');
  return range;
}
