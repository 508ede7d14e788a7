import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { IncomingRequest, RequestHead, StreamedReply } from '../../aws/http';
import { endToEndHeaders } from './endToEndHeaders';
import { UpstreamError } from './upstreamError';

/** Shorter than what the servers of emulators keep an idle connection for. */
const IDLE_MS = 4000;
const CONNECT_TIMEOUT_MS = 10_000;
/** How long a client that asks before it sends waits for an emulator that does not know the question. */
const CONTINUE_TIMEOUT_MS = 1000;

type Sent = Pick<RequestHead, 'method' | 'target' | 'headers' | 'rawHeaders'>;

/**
 * Passes requests on to one HTTP server as they were sent, and its answers back as they come.
 *
 *   client ──head, body as it comes──▶ gateway ──▶ upstream
 *          ◀─────────────── head, body as it comes ──
 */
export class Forwarder {
  private readonly agent: HttpAgent;
  private readonly target: URL;

  constructor(
    /** Origin. */
    readonly url: string,
    /** Raw headers that each request gets on the way. */
    private readonly added: readonly string[] = [],
  ) {
    this.target = new URL(url);
    const options = { keepAlive: true, timeout: IDLE_MS };
    this.agent = this.isSecure ? new HttpsAgent(options) : new HttpAgent(options);
  }

  /** Asks in the engine's own name, with raw headers of its choice. Rejects as `send` does. */
  async ask(path: string, signal: AbortSignal, headers: readonly string[] = []): Promise<StreamedReply> {
    const rawHeaders = ['Host', this.target.host, 'Accept', 'application/json', ...headers];
    return this.sendAfresh({ method: 'GET', target: path, headers: {}, rawHeaders }, signal);
  }

  /** Rejects with an `UpstreamError` when no answer begins, and with the signal's reason when it aborts before. */
  async send(request: IncomingRequest, signal: AbortSignal): Promise<StreamedReply> {
    const { head } = request;
    const first = this.open(head, signal, this.agent);
    try {
      upload(request, first);
      return await answerTo(first);
    } catch (error) {
      signal.throwIfAborted();
      if (!isStale(first, error) || hasBody(head)) throw new UpstreamError(this.url, error);
    }
    return this.sendAfresh(head, signal);
  }

  close(): void {
    this.agent.destroy();
  }

  private get isSecure(): boolean {
    return this.target.protocol === 'https:';
  }

  /** For a request without a body whose connection turned out to be closed already. */
  private async sendAfresh(head: Sent, signal: AbortSignal): Promise<StreamedReply> {
    try {
      return await answerTo(this.open(head, signal, false).end());
    } catch (error) {
      signal.throwIfAborted();
      throw new UpstreamError(this.url, error);
    }
  }

  private open(head: Sent, signal: AbortSignal, agent: HttpAgent | false): ClientRequest {
    const { hostname, port } = this.target;
    const host = hostname.replace(/^\[|\]$/g, '');
    const send = this.isSecure ? httpsRequest : httpRequest;
    const outgoing = send({
      host,
      port,
      agent,
      signal,
      method: head.method,
      path: head.target,
      headers: [...headersOf(head), ...this.added],
      // Else the Host header would name whose certificate is expected.
      ...(this.isSecure ? { servername: isIP(host) ? '' : host } : {}),
    });
    limitConnecting(outgoing);
    return outgoing;
  }
}

function headersOf(head: Sent): string[] {
  const headers = endToEndHeaders(head.rawHeaders);
  if (head.headers['transfer-encoding'] !== undefined) return [...headers, 'Transfer-Encoding', 'chunked'];
  const isBare = head.headers['content-length'] === undefined && !bodiless.has(head.method);
  // Node would announce a body of unknown length otherwise.
  return isBare ? [...headers, 'Content-Length', '0'] : headers;
}

/** Methods whose requests Node takes for complete without a length. */
const bodiless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

const hasBody = ({ headers }: RequestHead): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function upload(request: IncomingRequest, outgoing: ClientRequest): void {
  if (!hasBody(request.head)) {
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  if (/100-continue/i.test(request.head.headers.expect ?? '')) {
    uploadWhenAsked(request, outgoing);
  } else {
    request.stream().pipe(outgoing);
  }
}

/** The client is told to go on when the upstream says so; one that answers at once gets no body. */
function uploadWhenAsked(request: IncomingRequest, outgoing: ClientRequest): void {
  const goOn = () => {
    stop();
    request.stream().pipe(outgoing);
  };
  const stop = () => {
    clearTimeout(timer);
    outgoing.off('continue', goOn).off('response', stop).off('close', stop);
  };
  const timer = setTimeout(goOn, CONTINUE_TIMEOUT_MS);
  outgoing.once('continue', goOn).once('response', stop).once('close', stop);
}

function answerTo(outgoing: ClientRequest): Promise<StreamedReply> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', (message) => resolve(replyOf(message)));
    outgoing.on('error', reject); // after an answer began, its stream tells
  });
}

const replyOf = (message: IncomingMessage): StreamedReply => ({
  status: message.statusCode ?? 502,
  statusText: message.statusMessage ?? '',
  rawHeaders: endToEndHeaders(message.rawHeaders),
  stream: message,
});

/** The upstream closed an idle connection just as it was to be used again. */
const isStale = (outgoing: ClientRequest, error: unknown): boolean =>
  outgoing.reusedSocket &&
  (error as NodeJS.ErrnoException).code === 'ECONNRESET' &&
  outgoing.method !== 'POST';

function limitConnecting(outgoing: ClientRequest): void {
  outgoing.once('socket', (socket) => {
    if (!socket.connecting) return;
    const late = Object.assign(new Error('The connection took too long.'), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => outgoing.destroy(late), CONNECT_TIMEOUT_MS);
    const stop = () => clearTimeout(timer);
    socket.once('connect', stop).once('close', stop);
  });
}
