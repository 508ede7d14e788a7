import type { RequestHead } from '../../aws/http';
import { withoutTrailer } from '../http/withoutTrailer';
import { endToEndHeaders } from './endToEndHeaders';

type Sent = Pick<RequestHead, 'method' | 'headers' | 'rawHeaders' | 'upgrade'>;

/** The raw headers to pass a request on with: its own, then those of the connection to the upstream. */
export function outgoingHeaders(head: Sent): string[] {
  const headers = endToEndHeaders(head.rawHeaders);
  if (head.upgrade !== undefined) return [...headers, 'Connection', 'Upgrade', 'Upgrade', head.upgrade];
  if (head.headers.te !== undefined && /\btrailers\b/i.test(head.headers.te))
    headers.push('TE', 'trailers', 'Connection', 'TE, keep-alive');
  if (head.headers['transfer-encoding'] !== undefined) return [...headers, 'Transfer-Encoding', 'chunked'];
  const isBare = head.headers['content-length'] === undefined && !bodiless.has(head.method);
  // Node would announce a body of unknown length otherwise.
  if (isBare) headers.push('Content-Length', '0');
  return head.headers.trailer === undefined ? headers : withoutTrailer(headers);
}

/** Methods whose requests Node takes for complete without a length. */
const bodiless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);
