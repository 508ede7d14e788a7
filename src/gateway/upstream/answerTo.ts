import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { RequestHead, StreamedReply } from '../../aws/http';
import { endToEndHeaders } from './endToEndHeaders';

/** The answer to a request, once it begins. Rejects when the connection fails before. */
export function answerTo(
  outgoing: ClientRequest,
  { upgrade }: Pick<RequestHead, 'upgrade'>,
  signal: AbortSignal,
): Promise<StreamedReply> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', (message) => resolve(replyOf(message)));
    // A change of protocol that nobody asked for breaks the connection off, as long as nobody listens for it.
    if (upgrade !== undefined)
      outgoing.once('upgrade', (message, socket, rest) => resolve(tunnelOf(message, socket, rest, signal)));
    outgoing.on('error', reject); // after an answer began, its stream tells
  });
}

const replyOf = (message: IncomingMessage): StreamedReply => ({
  status: message.statusCode ?? 502,
  statusText: message.statusMessage ?? '',
  rawHeaders: endToEndHeaders(message.rawHeaders),
  stream: message,
  trailers: () => message.rawTrailers,
});

/** The connection is the exchange's own from now on, and ends with `signal`. */
function tunnelOf(
  message: IncomingMessage,
  socket: Socket,
  rest: Buffer,
  signal: AbortSignal,
): StreamedReply {
  socket.setTimeout(0);
  if (rest.length > 0) socket.unshift(rest);
  const end = () => socket.destroy();
  signal.addEventListener('abort', end, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', end));
  const { upgrade = '' } = message.headers;
  const own = ['Connection', 'Upgrade', 'Upgrade', upgrade];
  return {
    status: 101,
    statusText: message.statusMessage ?? '',
    rawHeaders: [...endToEndHeaders(message.rawHeaders), ...own],
    stream: socket,
    tunnel: socket,
  };
}
