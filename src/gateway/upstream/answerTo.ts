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
    outgoing.once('response', (message) => {
      const problem = problemOf(message);
      if (problem === undefined) resolve(replyOf(message));
      else outgoing.destroy(problem);
    });
    if (upgrade !== undefined)
      outgoing.once('upgrade', (message, socket, rest) => resolve(tunnelOf(message, socket, rest, signal)));
    outgoing.on('error', reject); // after an answer began, its stream tells
    // Without a word: a change of protocol that nobody asked for.
    outgoing.once('close', () => reject(failure('The connection ended.', 'ECONNRESET')));
  });
}

/** What Node's client takes, and cannot be passed on as what it is; with the code that its parser would have. */
function problemOf({ statusCode, headers }: IncomingMessage): Error | undefined {
  if (statusCode === 101) return failure('A change of protocol that nobody asked for.', 'HPE_INVALID_STATUS');
  const coding = headers['transfer-encoding']?.toLowerCase() ?? 'identity';
  if (coding === 'chunked' || coding === 'identity') return undefined;
  return failure('An unknown coding.', 'HPE_INVALID_TRANSFER_ENCODING');
}

const failure = (message: string, code: string): Error => Object.assign(new Error(message), { code });

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
