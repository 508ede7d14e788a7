import type { IncomingMessage } from 'node:http';
import type { HttpRequest, RequestHead } from '../../aws/http';
import { isWebSocket } from './isWebSocket';

export const readHead = (message: IncomingMessage): RequestHead => new MessageHead(message);

/** A request whose body has been read. */
export const withBody = (head: RequestHead, body: Buffer): HttpRequest => {
  const { method, path, query, headers, rawHeaders, sourceIp } = head;
  return { method, path, query, headers, rawHeaders, sourceIp, body };
};

/** Takes apart only what is asked for: most requests are passed on unread. */
class MessageHead implements RequestHead {
  readonly method: string;
  readonly target: string;
  readonly path: string;
  readonly rawHeaders: readonly string[];
  readonly headers: RequestHead['headers'];
  readonly upgrade?: string;
  private readonly mark: number;
  private parameters: URLSearchParams | undefined;

  constructor(private readonly message: IncomingMessage) {
    this.method = message.method ?? 'GET';
    this.target = localTarget(message.url ?? '/');
    this.mark = this.target.indexOf('?');
    this.path = pathOf(this.mark < 0 ? this.target : this.target.slice(0, this.mark));
    this.rawHeaders = message.rawHeaders;
    this.headers = joined(message.headers);
    if (isWebSocket(message)) this.upgrade = 'websocket';
  }

  get query(): URLSearchParams {
    this.parameters ??= new URLSearchParams(this.mark < 0 ? '' : this.target.slice(this.mark + 1));
    return this.parameters;
  }

  get sourceIp(): string {
    return (this.message.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  }
}

/** `/a?b=c`, also of `http://host/a?b=c` as proxies are asked. */
function localTarget(target: string): string {
  if (target.startsWith('/')) return target;
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return local === '*' || local.startsWith('/') ? local : `/${local}`;
}

/** The path stays as it arrived: no dot segments are resolved. */
const pathOf = (path: string): string => (path.startsWith('/') ? path : `/${path}`);

/** Node joins all but one, which is of answers only. */
function joined(headers: IncomingMessage['headers']): RequestHead['headers'] {
  const cookies = headers['set-cookie'];
  const all = cookies === undefined ? headers : { ...headers, 'set-cookie': cookies.join(', ') };
  return all as RequestHead['headers'];
}
