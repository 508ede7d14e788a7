import { s3Error } from './s3Error';

export interface ChunkedBody {
  readonly content: Buffer;
  /** Lower-case names. */
  readonly trailers: Readonly<Record<string, string>>;
}

/**
 * Takes an `aws-chunked` body apart (AWS: "Signature calculations: transferring payload in multiple chunks"):
 *
 *   <hex size>[;chunk-signature=…]\r\n <bytes> \r\n … 0[;…]\r\n <name>:<value>\r\n … \r\n
 */
export function decodeAwsChunked(body: Buffer): ChunkedBody {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = endOfLine(body, at);
    const size = chunkSize(body.toString('latin1', at, lineEnd));
    const start = lineEnd + 2;
    if (size === 0) return { content: Buffer.concat(chunks), trailers: parseTrailers(body.subarray(start)) };
    if (start + size > body.length) throw s3Error('IncompleteBody');
    chunks.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}

function endOfLine(body: Buffer, from: number): number {
  const end = body.indexOf('\r\n', from);
  if (end === -1) throw s3Error('IncompleteBody');
  return end;
}

function chunkSize(line: string): number {
  const [digits = ''] = line.split(';', 1);
  if (!/^[0-9a-fA-F]{1,8}$/.test(digits)) throw s3Error('IncompleteBody');
  return Number.parseInt(digits, 16);
}

function parseTrailers(rest: Buffer): Record<string, string> {
  const lines = rest.toString('latin1').split('\r\n');
  return Object.fromEntries(
    lines
      .map((line) => /^([^:]+):(.*)$/.exec(line))
      .filter((match) => match !== null)
      .map(([, name = '', value = '']) => [name.trim().toLowerCase(), value.trim()]),
  );
}
