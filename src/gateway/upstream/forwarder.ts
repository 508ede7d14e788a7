import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { IncomingRequest, RequestHead, StreamedReply } from '../../aws/http';
import type { Waiting } from '../../aws/waiting';
import { answerTo } from './answerTo';
import { DirectClient, StaleConnectionError } from './direct/directClient';
import type { DirectReply } from './direct/directConnection';
import { endToEndHeaders } from './endToEndHeaders';
import { outgoingHeaders } from './outgoingHeaders';
import { hasBody, upload } from './upload';
import { UpstreamError } from './upstreamError';

/** Shorter than what the servers of emulators keep an idle connection for. */
const IDLE_MS = 4000;
const CONNECT_TIMEOUT_MS = 10_000;
type Sent = Pick<RequestHead, 'method' | 'target' | 'headers' | 'rawHeaders' | 'upgrade'>;

/**
 * Passes requests on to one HTTP server as they were sent, and its answers back as they come.
 *
 *   client ──head, body as it comes──▶ gateway ──▶ upstream
 *          ◀─────────────── head, body as it comes ──
 */
export class Forwarder {
  private readonly agent: HttpAgent;
  private readonly target: URL;
  /** For plain requests to a plain server. */
  private readonly direct: DirectClient | undefined;

  constructor(
    /** Origin. */
    readonly url: string,
    /** Raw headers that each request gets on the way. */
    private readonly added: readonly string[] = [],
  ) {
    this.target = new URL(url);
    const options = { keepAlive: true, timeout: IDLE_MS };
    this.agent = this.isSecure ? new HttpsAgent(options) : new HttpAgent(options);
    if (!this.isSecure) this.direct = new DirectClient(this.directOptions());
  }

  /** Asks in the engine's own name, with raw headers of its choice. Rejects as `send` does. */
  async ask(path: string, signal: AbortSignal, headers: readonly string[] = []): Promise<StreamedReply> {
    const rawHeaders = ['Host', this.target.host, 'Accept', 'application/json', ...headers];
    return this.sendAfresh({ method: 'GET', target: path, headers: {}, rawHeaders }, signal);
  }

  /** Rejects with an `UpstreamError` when no answer begins, and with the reason when nobody waits any more before. */
  async send(request: IncomingRequest, waiting: Waiting): Promise<StreamedReply> {
    const { head } = request;
    if (this.direct !== undefined && isPlain(head)) return this.sendDirect(this.direct, request, waiting);
    const { signal } = waiting;
    const first = this.open(head, signal, this.agent);
    try {
      upload(request, first);
      return await answerTo(first, head, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!isStale(first, error) || hasBody(head)) throw new UpstreamError(this.url, error);
    }
    return this.sendAfresh(head, signal);
  }

  close(): void {
    this.agent.destroy();
    this.direct?.close();
  }

  private directOptions() {
    const { hostname, port } = this.target;
    return {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 80),
      idleMs: IDLE_MS,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
    };
  }

  private async sendDirect(
    direct: DirectClient,
    request: IncomingRequest,
    waiting: Waiting,
  ): Promise<StreamedReply> {
    const { head } = request;
    const { method } = head;
    const text = headText(head, [...outgoingHeaders(head), ...this.added]);
    try {
      const body = hasBody(head) ? request.stream() : undefined;
      return replyOf(await direct.send({ method, head: text, body }, waiting));
    } catch (error) {
      if (waiting.left !== undefined) throw waiting.left;
      if (!(error instanceof StaleConnectionError)) throw new UpstreamError(this.url, error);
      if (hasBody(head) || method === 'POST') throw new UpstreamError(this.url, error.cause);
    }
    return this.sendAfresh(head, waiting.signal);
  }

  private get isSecure(): boolean {
    return this.target.protocol === 'https:';
  }

  /** For a request without a body whose connection turned out to be closed already. */
  private async sendAfresh(head: Sent, signal: AbortSignal): Promise<StreamedReply> {
    try {
      return await answerTo(this.open(head, signal, false).end(), head, signal);
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
      headers: [...outgoingHeaders(head), ...this.added],
      // Else the Host header would name whose certificate is expected.
      ...(this.isSecure ? { servername: isIP(host) ? '' : host } : {}),
    });
    outgoing.maxHeadersCount = 0; // Node would leave out those after the 2000th without a word
    limitConnecting(outgoing);
    return outgoing;
  }
}

/** Takes nothing but a request, a body of a known length, and an answer. */
const isPlain = ({ headers, upgrade }: RequestHead): boolean =>
  upgrade === undefined &&
  headers.expect === undefined &&
  headers.te === undefined &&
  headers['transfer-encoding'] === undefined;

function headText({ method, target }: RequestHead, headers: readonly string[]): string {
  let text = `${method} ${target} HTTP/1.1\r\n`;
  for (let at = 0; at < headers.length; at += 2) text += `${headers[at]}: ${headers[at + 1]}\r\n`;
  return `${text}Connection: keep-alive\r\n\r\n`;
}

const replyOf = ({ head, body }: DirectReply): StreamedReply => ({
  status: head.status,
  statusText: head.statusText,
  rawHeaders: endToEndHeaders(head.rawHeaders),
  stream: body,
  trailers: () => body.trailers,
  isWhole: () => body.isAllHere,
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
