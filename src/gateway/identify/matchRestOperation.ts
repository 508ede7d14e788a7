import type { HttpRequest } from '../../aws/http';
import { serviceTable } from '../../aws/model/serviceTable';
import { type RouteEntry, type RouteNode, readRouteTree } from './routeTree';

export interface RestMatch {
  readonly operation: string;
  /** By member name, percent-decoded. */
  readonly labels: Readonly<Record<string, string>>;
  /** How many segments of its path are fixed: the more, the less another service can mean the same. */
  readonly fixed: number;
}

export type Asked = Pick<HttpRequest, 'method' | 'path' | 'query' | 'headers'>;

/** The operation of a service that has this method, path and query; the most specific when several have. */
export function matchRestOperation(service: string, asked: Asked): RestMatch | undefined {
  const tree = treeOf(service);
  if (tree === undefined) return undefined;
  const segments = segmentsOf(asked.path, service === 's3');
  const search: Search = { asked, segments, values: [], isStrict: true };
  const entry = find(tree, 0, search) ?? find(tree, 0, { ...search, isStrict: false });
  return entry && { operation: entry.operation, labels: labelsOf(entry, search.values), fixed: entry.fixed };
}

/** Whether the service has REST operations that are known. */
export const isRestService = (service: string): boolean => treeOf(service) !== undefined;

/** One for each service that was asked for. */
const trees = new Map<string, RouteNode>();

function treeOf(service: string): RouteNode | undefined {
  const known = trees.get(service);
  if (known !== undefined) return known;
  const { routes } = serviceTable();
  const text = Object.hasOwn(routes, service) ? routes[service] : undefined;
  if (text === undefined) return undefined;
  const tree = readRouteTree(text);
  trees.set(service, tree);
  return tree;
}

/** A slash at the end is no segment, but in the key of an object. */
function segmentsOf(path: string, keepsSlashes: boolean): string[] {
  const segments = path.slice(1).split('/');
  const isBare = !keepsSlashes || segments.length <= 2;
  if (isBare && segments.at(-1) === '') segments.pop();
  return segments;
}

interface Search {
  readonly asked: Asked;
  readonly segments: readonly string[];
  /** What stands where the labels are, on the way to where the search is. */
  readonly values: string[];
  /** Only operations that have all that they need. */
  readonly isStrict: boolean;
}

/** Segments that are fixed before labels, labels before greedy ones. */
function find(node: RouteNode, index: number, search: Search): RouteEntry | undefined {
  const segment = search.segments[index];
  if (segment === undefined) return choose(node.entries.get(search.asked.method), search);
  const fixed = node.fixed.get(segment);
  const found = fixed && find(fixed, index + 1, search);
  if (found !== undefined || segment === '') return found ?? findGreedy(node.greedy, index, search);
  return findLabel(node.label, index + 1, segment, search) ?? findGreedy(node.greedy, index, search);
}

function findLabel(
  node: RouteNode | undefined,
  next: number,
  value: string,
  search: Search,
): RouteEntry | undefined {
  if (node === undefined) return undefined;
  search.values.push(value);
  const found = find(node, next, search);
  if (found === undefined) search.values.pop();
  return found;
}

/** What follows a greedy label is fixed, and goes before a label that takes everything. */
function findGreedy(node: RouteNode | undefined, index: number, search: Search): RouteEntry | undefined {
  if (node === undefined) return undefined;
  const { segments } = search;
  for (let end = segments.length - 1; end > index && node.fixed.size > 0; end--) {
    if (!node.fixed.has(segments[end] ?? '')) continue;
    const found = findLabel(node, end, segments.slice(index, end).join('/'), search);
    if (found !== undefined) return found;
  }
  const all = segments.slice(index).join('/');
  return all === '' ? undefined : findLabel(node, segments.length, all, search);
}

/** The operation that `x-id` names, else the most demanding one whose demands are met. */
function choose(
  entries: readonly RouteEntry[] | undefined,
  { asked, isStrict }: Search,
): RouteEntry | undefined {
  if (entries === undefined) return undefined;
  const hasQuery = asked.query.size > 0;
  const id = hasQuery && entries.length > 1 ? asked.query.get('x-id') : null;
  const named = id === null ? undefined : entries.find(({ operation }) => operation === id);
  if (named !== undefined && isMet(named, asked, isStrict, hasQuery)) return named;
  const fits = (entry: RouteEntry) => isMet(entry, asked, isStrict, hasQuery);
  return isStrict ? entries.find(fits) : entries.findLast(fits);
}

const isMet = (entry: RouteEntry, asked: Asked, isStrict: boolean, hasQuery: boolean): boolean =>
  (entry.literals.length === 0 || (hasQuery && hasLiterals(entry, asked))) &&
  (!isStrict || entry.needs.every((need) => isThere(need, asked)));

const hasLiterals = ({ literals }: RouteEntry, { query }: Asked): boolean =>
  literals.every(([name, value]) => query.has(name) && (value === '' || query.get(name) === value));

/** Presigning moves headers into the query. */
const isThere = (need: string, { query, headers }: Asked): boolean =>
  need.startsWith('?') ? query.has(need.slice(1)) : Object.hasOwn(headers, need) || query.has(need);

const labelsOf = ({ labels }: RouteEntry, values: readonly string[]): Record<string, string> =>
  Object.fromEntries(labels.map((label, index) => [label, decode(values[index] ?? '')]));

/** A bad escape stays as it is: the service then finds no such thing, which is what the caller should hear. */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
