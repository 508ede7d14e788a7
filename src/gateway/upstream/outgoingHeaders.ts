import type { RequestHead } from '../../aws/http';
import { withoutTrailer } from '../http/withoutTrailer';
import { endToEndHeaders } from './endToEndHeaders';

type Sent = Pick<RequestHead, 'method' | 'headers' | 'rawHeaders' | 'upgrade'>;

/** The raw headers to pass a request on with: its own, then those of the connection to the upstream. */
export function outgoingHeaders(head: Sent): string[] {
  const headers = endToEndHeaders(head.rawHeaders);
  if (head.headers['transfer-encoding'] !== undefined)
    return [...headers, ...trailersWanted(head), 'Transfer-Encoding', 'chunked'];
  const announced = head.headers.trailer === undefined ? headers : withoutTrailer(headers);
  if (head.upgrade !== undefined) return [...announced, 'Connection', 'Upgrade', 'Upgrade', head.upgrade];
  announced.push(...trailersWanted(head));
  // Node would announce a body of unknown length otherwise.
  if (head.headers['content-length'] === undefined && !bodiless.has(head.method))
    announced.push('Content-Length', '0');
  return announced;
}

const trailersWanted = ({ headers: { te } }: Sent): readonly string[] =>
  te !== undefined && /\btrailers\b/i.test(te) ? ['TE', 'trailers', 'Connection', 'TE, keep-alive'] : [];

/** Methods whose requests Node takes for complete without a length. */
const bodiless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);
