import type { IncomingMessage } from 'node:http';
import type { RequestHead } from '../../aws/http';
import { isWebSocket } from './isWebSocket';

export function readHead(message: IncomingMessage): RequestHead {
  const target = localTarget(message.url ?? '/');
  const { path, query } = splitTarget(target);
  return {
    method: message.method ?? 'GET',
    target,
    path,
    query: new URLSearchParams(query),
    headers: joined(message.headers),
    rawHeaders: message.rawHeaders,
    sourceIp: (message.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    ...(isWebSocket(message) && { upgrade: 'websocket' }),
  };
}

/** `/a?b=c`, also of `http://host/a?b=c` as proxies are asked. */
function localTarget(target: string): string {
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return local === '*' || local.startsWith('/') ? local : `/${local}`;
}

/** The path stays as it arrived: no dot segments are resolved. */
function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path: path.startsWith('/') ? path : `/${path}`, query: mark < 0 ? '' : target.slice(mark + 1) };
}

const joined = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
