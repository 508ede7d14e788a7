import type { HttpReply } from '../../aws/http';
import type { LiveReply } from '../http/httpServer';
import { jsonReply } from '../http/jsonReply';
import { ControlError, type ControlRequest, type ControlRoute } from './controlRoute';

type Asked = Omit<ControlRequest, 'name'>;

/** Answers what is asked of the engine itself. */
export type Control = (asked: Asked) => Promise<HttpReply | LiveReply>;

/** Answers from one table of routes. `headers` go with every answer. */
export function createControl(
  routes: readonly ControlRoute[],
  headers: Readonly<Record<string, string>>,
): Control {
  const find = async (asked: Asked) => {
    const found = routes.flatMap((route) => {
      const name = matchRoute(route.path, asked.path);
      return name === undefined ? [] : [{ route, name }];
    })[0];
    if (found === undefined) return unknownPath(asked.path, routes);
    return answer(found.route, { ...asked, name: found.name });
  };
  return async (asked) => {
    const reply = await find(asked);
    return 'live' in reply ? reply : { ...reply, headers: { ...reply.headers, ...headers } };
  };
}

async function answer(
  { methods, path }: ControlRoute,
  request: ControlRequest,
): Promise<HttpReply | LiveReply> {
  const handler = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
  if (handler === undefined) {
    const allow = Object.keys(methods).join(', ');
    return jsonReply(405, { message: `${request.method} is not for ${path}; it takes ${allow}` }, { allow });
  }
  try {
    return await handler(request);
  } catch (error) {
    if (error instanceof ControlError) return jsonReply(error.status, { message: error.message });
    throw error;
  }
}

/** What "*" stands for, or the empty text for a path without it; undefined when the path is another. */
function matchRoute(route: string, path: string): string | undefined {
  if (!route.endsWith('*')) return path === route ? '' : undefined;
  const name = path.startsWith(route.slice(0, -1)) ? path.slice(route.length - 1) : '';
  return name === '' || name.includes('/') ? undefined : decodeSegment(name);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // no valid name anyway, and refused as one
  }
}

const unknownPath = (path: string, routes: readonly ControlRoute[]): HttpReply =>
  jsonReply(404, {
    message: `The engine has no ${path}. It has ${routes.map((route) => route.path).join(', ')}.`,
  });
