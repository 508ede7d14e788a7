import type { IncomingMessage } from 'node:http';
import type { HttpRequest } from '../../aws/http';

/** A request before its body is read. */
export type RequestHead = Omit<HttpRequest, 'body'>;

export function readHead(message: IncomingMessage): RequestHead {
  const { path, query } = splitTarget(message.url ?? '/');
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: joined(message.headers),
    rawHeaders: message.rawHeaders,
    sourceIp: (message.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
  };
}

/** `/a?b=c`, or `http://host/a?b=c` as proxies are asked. The path stays as it arrived: no dot segments are resolved. */
function splitTarget(target: string): { path: string; query: string } {
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const mark = local.indexOf('?');
  const path = mark < 0 ? local : local.slice(0, mark);
  return { path: path.startsWith('/') ? path : `/${path}`, query: mark < 0 ? '' : local.slice(mark + 1) };
}

const joined = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
