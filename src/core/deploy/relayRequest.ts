import {
  type ClientRequest,
  type Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { type Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream';
import { urlToHttpOptions } from 'node:url';
import { connectError } from '../http/connectError';
import { engineUnreachable, type RelayRefusal } from './relayRefusal';

export interface RelayTarget {
  readonly url: URL;
  readonly agent: HttpAgent | HttpsAgent;
  /** The relay's own address, `127.0.0.1:41235`. */
  readonly own: string;
}

const connectTimeoutMs = 15_000;

/**
 * Hands one request on, and the answer back, both as they come. When no connection can be made it answers itself, and
 * finally: the tools would ask again for minutes. A connection that breaks later is broken for the tool too.
 */
export const relayRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  target: RelayTarget,
): void => {
  // A web page could make its browser ask here under a name of its own, and the engine would see its own name.
  if (request.headers.host !== target.own) return void response.writeHead(403).end();
  const upstream = open(request, target);
  upstream.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedOn(answer));
    pipeline(answer, response, () => {}); // a side that breaks ends the other: there is nobody else to tell
  });
  const connected = watchConnection(upstream);
  upstream.on('error', (error) => {
    if (response.headersSent) return;
    if (connected()) response.destroy();
    else
      refuse(request, response, engineUnreachable(request, connectError(target.url.origin, error).message));
  });
  request.pipe(upstream);
  response.once('close', () => upstream.destroy());
};

const open = (request: IncomingMessage, { url, agent }: RelayTarget): ClientRequest => {
  const { protocol, hostname, port } = urlToHttpOptions(url);
  return (url.protocol === 'https:' ? httpsRequest : httpRequest)({
    ...{ protocol, hostname, port, agent },
    method: request.method,
    path: request.url, // as it came: a URL would be normalized
    headers: { ...passedOn(request), host: url.host },
  });
};

/** Whether what is asked has a connection, secured where it should be; it gets an error when that takes too long. */
const watchConnection = (upstream: ClientRequest): (() => boolean) => {
  let connected = upstream.reusedSocket;
  upstream.once('socket', (socket) => {
    connected = upstream.reusedSocket;
    if (connected) return;
    const late = () => upstream.destroy(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' }));
    const timer = setTimeout(late, connectTimeoutMs);
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
      connected = true;
      clearTimeout(timer);
    });
    socket.once('close', () => clearTimeout(timer));
  });
  return () => connected;
};

/** What concerns only one of the two connections. `transfer-encoding` stays: it says that there is a body. */
const ownToConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'upgrade',
  'expect',
  'host',
]);

const passedOn = ({ headersDistinct }: IncomingMessage): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(headersDistinct).flatMap(([name, values]) =>
      values && !ownToConnection.has(name) ? [[name, values]] : [],
    ),
  );

const refuse = (request: IncomingMessage, response: ServerResponse, { headers, body }: RelayRefusal) => {
  request.resume(); // what has not been read would keep the tool from reading this
  response.writeHead(400, { ...headers, connection: 'close' }).end(body);
};
