import type { IncomingMessage } from 'node:http';
import type { HttpReply } from '../../aws/http';
import { jsonReply } from './jsonReply';

type Framed = Pick<IncomingMessage, 'rawHeaders' | 'headers' | 'httpVersionMinor'>;

/**
 * The refusal of a request that Node's parser takes, but that who stands behind may read in another way: which host it
 * is for, or where it ends (RFC 9112, sections 3.2 and 6.1). Undefined for all others.
 */
export function framingProblem({ rawHeaders, headers, httpVersionMinor }: Framed): HttpReply | undefined {
  if (hostsIn(rawHeaders) > 1) return refusal(400, 'The request has more than one Host header. Send one.');
  const coding = headers['transfer-encoding'];
  if (coding === undefined) return undefined;
  if (httpVersionMinor === 0)
    return refusal(400, 'HTTP/1.0 has no Transfer-Encoding. Send a Content-Length, or use HTTP/1.1.');
  if (coding.toLowerCase() === 'chunked') return undefined;
  return refusal(
    501,
    `The engine knows no Transfer-Encoding but chunked, and this is ${coding.slice(0, 100)}.`,
  );
}

/** The connection ends with it, as nobody can tell where the next request begins. */
const refusal = (status: number, message: string): HttpReply => jsonReply(status, { message });

function hostsIn(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}
