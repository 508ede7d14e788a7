import { AwsError } from '../../aws/awsError';
import type { HttpRequest } from '../../aws/http';

/**
 * Takes off S3's own framing of streamed uploads (`content-encoding: aws-chunked`): chunks of
 * `<size in hex>[;chunk-signature=…]\r\n<bytes>\r\n`, then trailing headers. The trailers are added to the headers.
 * Throws `AwsError` (`IncompleteBody`) when the framing is broken.
 */
export function decodeAwsChunked(request: HttpRequest): HttpRequest {
  const { headers } = request;
  const isChunked =
    headers['x-amz-content-sha256']?.startsWith('STREAMING-') ||
    /\baws-chunked\b/.test(headers['content-encoding'] ?? '');
  if (!isChunked) return request;
  const { body, trailers } = readChunks(request.body);
  const { 'content-encoding': encoding, ...others } = headers;
  const own: Record<string, string> = { ...trailers, ...others, 'content-length': String(body.length) };
  const rest = (encoding ?? '').split(/\s*,\s*/).filter((name) => name && name !== 'aws-chunked');
  if (rest.length > 0) own['content-encoding'] = rest.join(', ');
  return { ...request, body, headers: own };
}

function readChunks(framed: Buffer): { body: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = framed.indexOf('\r\n', at);
    const size = /^([0-9a-f]{1,8})(;|$)/i.exec(framed.toString('latin1', at, Math.max(at, lineEnd)))?.[1];
    if (lineEnd < 0 || size === undefined) throw broken();
    const start = lineEnd + 2;
    const end = start + Number.parseInt(size, 16);
    if (end === start) return { body: Buffer.concat(chunks), trailers: readTrailers(framed.subarray(start)) };
    if (framed.toString('latin1', end, end + 2) !== '\r\n') throw broken();
    chunks.push(framed.subarray(start, end));
    at = end + 2;
  }
}

const readTrailers = (text: Buffer): Record<string, string> =>
  Object.fromEntries(
    text
      .toString('latin1')
      .split('\r\n')
      .flatMap((line) => {
        const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
      }),
  );

const broken = (): AwsError =>
  new AwsError('IncompleteBody', 'The request body is not framed as its aws-chunked encoding says.');
