import type { HttpRequest } from '../../aws/http';
import { restOperations } from '../../aws/model/operations.generated';
import type { RestOperation } from '../../aws/model/restOperation';

export interface RestMatch {
  readonly operation: string;
  /** By member name, percent-decoded. */
  readonly labels: Readonly<Record<string, string>>;
}

type Asked = Pick<HttpRequest, 'method' | 'path' | 'query' | 'headers'>;

interface Route {
  readonly operation: RestOperation;
  readonly segments: readonly string[];
  /** `list-type=2` as name and value; an empty value means presence. */
  readonly literals: readonly (readonly [string, string])[];
  readonly weight: number;
}

/** The operation of a service that has this method, path and query; the most specific when several have. */
export function matchRestOperation(service: string, asked: Asked): RestMatch | undefined {
  const candidates = routesOf(service, asked.method).filter((route) => hasParameters(route, asked));
  const path = segmentsOf(asked.path, service === 's3');
  const id = asked.query.get('x-id');
  const matches = candidates.flatMap((route) => {
    const labels = matchPath(route.segments, path);
    return labels === undefined ? [] : [{ operation: route.operation.name, labels }];
  });
  return matches.find(({ operation }) => operation === id) ?? matches[0];
}

const cache = new Map<string, readonly Route[]>();

function routesOf(service: string, method: string): readonly Route[] {
  const key = `${service} ${method}`;
  const routes = cache.get(key) ?? compile(service, method);
  if (Object.hasOwn(restOperations, service)) cache.set(key, routes);
  return routes;
}

const compile = (service: string, method: string): readonly Route[] =>
  (Object.hasOwn(restOperations, service) ? (restOperations[service] ?? []) : [])
    .filter((operation) => operation.method === method)
    .map(toRoute)
    .sort((a, b) => b.weight - a.weight);

function toRoute(operation: RestOperation): Route {
  const [path = '', query = ''] = operation.uri.split('?');
  const segments = segmentsOf(path, false);
  // `x-id` names the operation for the reader of a log; services do not route by it.
  const literals = [...new URLSearchParams(query)].filter(([name]) => name !== 'x-id');
  const fixed = segments.filter((segment) => !segment.startsWith('{')).length;
  return {
    operation,
    segments,
    literals,
    weight: 100 * (literals.length + (operation.needs?.length ?? 0)) + fixed,
  };
}

function segmentsOf(path: string, keepsSlashes: boolean): string[] {
  const segments = path.slice(1).split('/');
  const isBare = !keepsSlashes || segments.length <= 2;
  if (isBare && segments.at(-1) === '') segments.pop();
  return segments;
}

function hasParameters({ literals, operation }: Route, { query, headers }: Asked): boolean {
  const isThere = (need: string) =>
    need.startsWith('?') ? query.has(need.slice(1)) : Object.hasOwn(headers, need);
  return (
    literals.every(([name, value]) => query.has(name) && (value === '' || query.get(name) === value)) &&
    (operation.needs ?? []).every(isThere)
  );
}

function matchPath(route: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const isGreedy = route.at(-1)?.endsWith('+}') ?? false;
  if (isGreedy ? path.length < route.length : path.length !== route.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, expected] of route.entries()) {
    const found = isGreedy && index === route.length - 1 ? path.slice(index).join('/') : path[index];
    if (!found) return undefined;
    if (expected.startsWith('{')) labels[expected.replace(/[{}+]/g, '')] = decode(found);
    else if (expected !== found) return undefined;
  }
  return labels;
}

/** A bad escape stays as it is: the service then finds no such thing, which is what the caller should hear. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
