import type { ClientRequest } from 'node:http';
import type { IncomingRequest, RequestHead } from '../../aws/http';
import { flushHead } from '../http/flushHead';
import { rawPairs } from '../http/rawPairs';

/** How long a client that asks before it sends waits for an emulator that does not know the question. */
const CONTINUE_TIMEOUT_MS = 1000;

/** Sends the body of a request as it comes, and what comes behind it. */
export function upload(request: IncomingRequest, outgoing: ClientRequest): void {
  if (!hasBody(request.head)) {
    outgoing.end();
    return;
  }
  flushHead(outgoing);
  if (/100-continue/i.test(request.head.headers.expect ?? '')) uploadWhenAsked(request, outgoing);
  else uploadNow(request, outgoing);
}

export const hasBody = ({ headers }: Pick<RequestHead, 'headers'>): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function uploadNow(request: IncomingRequest, outgoing: ClientRequest): void {
  const stream = request.stream();
  if (request.head.headers['transfer-encoding'] === undefined) {
    stream.pipe(outgoing);
    return;
  }
  stream.pipe(outgoing, { end: false });
  stream.once('end', () => {
    outgoing.addTrailers(rawPairs(request.trailers()));
    outgoing.end();
  });
}

/** The client is told to go on when the upstream says so; one that answers at once gets no body. */
function uploadWhenAsked(request: IncomingRequest, outgoing: ClientRequest): void {
  const goOn = () => {
    stop();
    uploadNow(request, outgoing);
  };
  const stop = () => {
    clearTimeout(timer);
    outgoing.off('continue', goOn).off('response', stop).off('close', stop);
  };
  const timer = setTimeout(goOn, CONTINUE_TIMEOUT_MS);
  outgoing.once('continue', goOn).once('response', stop).once('close', stop);
}
