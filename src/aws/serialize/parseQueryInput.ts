import { AwsError } from '../awsError';
import type { HttpRequest } from '../http';

type Tree = Map<string, Tree | string>;

/** More than any AWS request nests; a bound for hostile ones. */
const MAX_DEPTH = 32;

/**
 * A form to nested members: `Tags.member.1.Key=a` -> `{ Tags: [{ Key: 'a' }] }`, `Tag.1.Key` likewise,
 * `Attributes.entry.1.key=a&Attributes.entry.1.value=b` -> `{ Attributes: { a: 'b' } }`. Leaves are text.
 * Throws `MalformedQueryString`.
 */
export function parseQueryInput({ query, headers, body }: HttpRequest): Record<string, unknown> {
  const tree: Tree = new Map();
  for (const [name, value] of query) insert(tree, name, value);
  if (isForm(headers['content-type'])) {
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) insert(tree, name, value);
  }
  tree.delete('Action');
  tree.delete('Version');
  return toObject(tree);
}

const isForm = (contentType = 'application/x-www-form-urlencoded'): boolean =>
  contentType.startsWith('application/x-www-form-urlencoded');

function insert(tree: Tree, name: string, value: string): void {
  const steps = name.split('.');
  const leaf = steps.pop() ?? '';
  if (steps.length >= MAX_DEPTH) throw malformed(name, 'nests too deep');
  const branch = steps.reduce((node, step) => descend(node, step, name), tree);
  if (branch.get(leaf) instanceof Map) throw malformed(name, 'is both a value and a structure');
  branch.set(leaf, value);
}

function descend(node: Tree, step: string, name: string): Tree {
  const next = node.get(step) ?? new Map();
  if (typeof next === 'string') throw malformed(name, 'is both a value and a structure');
  node.set(step, next);
  return next;
}

function toValue(node: Tree | string): unknown {
  if (typeof node === 'string') return node;
  const inner = node.size === 1 ? (listIn(node, 'member') ?? listIn(node, 'entry')) : undefined;
  if (inner) return node.has('entry') ? toRecord(inner) : inner.map(toValue);
  return isList(node) ? inOrder(node).map(toValue) : toObject(node);
}

const toObject = (tree: Tree): Record<string, unknown> =>
  Object.fromEntries([...tree].map(([name, node]) => [name, toValue(node)]));

function listIn(node: Tree, name: 'member' | 'entry'): (Tree | string)[] | undefined {
  const list = node.get(name);
  return list instanceof Map && isList(list) ? inOrder(list) : undefined;
}

const isList = (tree: Tree): boolean =>
  tree.size > 0 && [...tree.keys()].every((key) => /^\d{1,9}$/.test(key));

const inOrder = (tree: Tree): (Tree | string)[] =>
  [...tree].sort(([a], [b]) => Number(a) - Number(b)).map(([, node]) => node);

/** Entries have `key` and `value`; a few services write them upper-case, or `Name` for `key`. */
const toRecord = (entries: readonly (Tree | string)[]): Record<string, unknown> =>
  Object.fromEntries(entries.flatMap((entry) => (entry instanceof Map ? [toPair(entry)] : [])));

function toPair(entry: Tree): [string, unknown] {
  const key = entry.get('key') ?? entry.get('Key') ?? entry.get('Name') ?? '';
  const value = entry.get('value') ?? entry.get('Value') ?? '';
  return [String(toValue(key)), toValue(value)];
}

const malformed = (name: string, why: string): AwsError =>
  new AwsError('MalformedQueryString', `The parameter ${name.slice(0, 100)} ${why}.`);
