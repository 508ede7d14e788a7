import { once } from 'node:events';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ActivityBroken } from '../activityBroken';
import { ActivityFailed } from '../activityFailed';

export interface HttpRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly verifyTls: boolean;
  /** Milliseconds until there is a connection; no limit when absent. */
  readonly connectMs?: number;
  /** Milliseconds between two signs of life of the server; no limit when absent. */
  readonly readMs?: number;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** As the server wrote their names; those of one name in one, by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What an answer may hold: more would fill the memory and the journal. */
export const mostBytes = 10 * 1024 * 1024;

/** No connection, it was lost, or it stayed silent: nothing was answered. */
export class ConnectionFailed extends ActivityFailed {
  constructor(
    message: string,
    /** Whether the server may have got the request. */
    readonly sent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** One request, without following redirects. Rejects with `ActivityFailed`, `ActivityBroken`, or as `signal` says. */
export const sendRequest = async (request: HttpRequest): Promise<HttpAnswer> => {
  const message = await answerTo(request);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of decoded(message)) {
      length += (chunk as Buffer).length;
      if (length > mostBytes) throw tooLarge(request);
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    request.signal.throwIfAborted();
    throw error instanceof ActivityFailed ? error : cutOff(request, error);
  } finally {
    message.destroy();
  }
  return { status: message.statusCode ?? 0, headers: headersOf(message), body: Buffer.concat(chunks) };
};

const answerTo = async (request: HttpRequest): Promise<IncomingMessage> => {
  const { url, method, headers, body, verifyTls, signal } = request;
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const sent = send(url, { method, headers, agent: false, signal, rejectUnauthorized: verifyTls });
  // Node sends the body of a DELETE without a word of its length, and a server takes it for the next request.
  if (body !== undefined) sent.setHeader('Content-Length', Buffer.byteLength(body));
  const stop = limitTimes(sent, request);
  try {
    const answer = once(sent, 'response');
    sent.end(body);
    const [message] = (await answer) as [IncomingMessage];
    return message;
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ActivityFailed ? error : lost(request, error, isConnected(sent));
  } finally {
    stop();
  }
};

const limitTimes = (sent: ReturnType<typeof requestHttp>, { connectMs, readMs, url }: HttpRequest) => {
  const late = () =>
    sent.destroy(new ConnectionFailed(`failed to connect to ${url}: no connection in time`, false));
  const timer = connectMs === undefined ? undefined : setTimeout(late, connectMs);
  const stop = () => clearTimeout(timer);
  sent.once('socket', (socket) => {
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', stop);
    if (readMs !== undefined)
      socket.setTimeout(readMs, () => socket.destroy(new ConnectionFailed(tooLong(url, readMs), true)));
  });
  return stop;
};

const tooLong = (url: URL, readMs: number): string =>
  `activity took too long to complete: nothing came from ${url} for ${readMs / 1000} s`;

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

const decoded = (message: IncomingMessage): Readable | AsyncIterable<unknown> => {
  const decoder = decoders[message.headers['content-encoding']?.toLowerCase() ?? '']?.();
  if (!decoder) return message;
  message.on('error', (error) => decoder.emit('error', error));
  return message.pipe(decoder) as unknown as AsyncIterable<unknown>;
};

const headersOf = ({ rawHeaders }: IncomingMessage): Record<string, string> => {
  const byKey = new Map<string, [string, string]>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name, value] = [rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''];
    const before = byKey.get(name.toLowerCase());
    byKey.set(name.toLowerCase(), before ? [before[0], `${before[1]}, ${value}`] : [name, value]);
  }
  return Object.fromEntries(byKey.values());
};

const isConnected = ({ socket }: ReturnType<typeof requestHttp>): boolean => (socket?.bytesWritten ?? 0) > 0;

const lost = ({ url }: HttpRequest, cause: unknown, sent: boolean): ConnectionFailed =>
  new ConnectionFailed(`failed to connect to ${url}: ${(cause as Error).message}`, sent, { cause });

/** Source: `requests` calls that no error of the connection. */
const cutOff = ({ url }: HttpRequest, cause: unknown): ActivityBroken =>
  new ActivityBroken(`the answer of ${url} was cut off: ${(cause as Error).message}`, { cause });

const tooLarge = ({ url }: HttpRequest): ActivityFailed =>
  new ActivityFailed(
    `${url} answered with more than ${mostBytes / 1024 / 1024} MB: ask for something that tells the same in less.`,
  );
