// @ts-check
/** @import { Operation } from './model.mjs' */

/** One letter each, as src/gateway/identify/routeTree.ts reads them. @type {Readonly<Record<string, string>>} */
const letters = { GET: 'G', HEAD: 'H', POST: 'P', PUT: 'U', PATCH: 'A', DELETE: 'D' };

/** One letter for a method and the word with which names begin there. @type {Readonly<Record<string, string>>} */
const words = {
  'GET Describe': 'e',
  'GET Get': 'g',
  'GET List': 'l',
  'POST Create': 'c',
  'POST List': 'i',
  'POST Start': 's',
  'POST Update': 'o',
  'PUT Put': 'p',
  'PUT Update': 'u',
  'PATCH Update': 'a',
  'DELETE Delete': 'd',
};

/**
 * The REST operations of a service as a text, one path a line: how many segments it shares with the path above it,
 * the others, then what each method is there.
 *
 *     0/restapis PImportRestApi?mode=import cRestApi gRestApis
 *     1/{restApiId} aRestApi dRestApi gRestApi
 *
 * @param {readonly Operation[]} operations
 */
export function routeText(operations) {
  /** @type {Map<string, string[]>} */
  const paths = new Map();
  for (const operation of withNeeds(operations)) {
    const path = pathOf(operation.uri).join('/');
    paths.set(path, [...(paths.get(path) ?? []), entryOf(operation)]);
  }
  let above = /** @type {string[]} */ ([]);
  const lines = [...paths].sort(byKey).map(([path, entries]) => {
    const segments = path === '' ? [] : path.split('/');
    const shared = countShared(above, segments);
    above = segments;
    const rest = segments.slice(shared).map((segment) => `/${segment}`);
    return [`${shared}${rest.join('')}`, ...entries.sort()].join(' ');
  });
  return lines.join('\n');
}

const byKey = (/** @type {[string, unknown]} */ [a], /** @type {[string, unknown]} */ [b]) =>
  a < b ? -1 : 1;

/** Segments of the path; a slash at its end is none. */
function pathOf(/** @type {string} */ uri) {
  const segments = (uri.split('?')[0] ?? '').split('/').filter((segment) => segment !== '');
  for (const segment of segments) {
    if (/[{}]/.test(segment.replace(/^\{[\w-]+\+?\}$/, '')) || /\s/.test(segment)) {
      throw new Error(`The path ${uri} has a label that is part of a segment: the table cannot say that.`);
    }
  }
  return segments;
}

function entryOf(/** @type {Operation} */ { method, name, uri, needs }) {
  const letter = letters[method];
  if (letter === undefined) throw new Error(`The method ${method} of ${name} has no letter in the table.`);
  const literals = literalsOf(uri);
  const [, word = '', rest = ''] = /^([A-Z][a-z]+)(.*)$/.exec(name) ?? [];
  const short = words[`${method} ${word}`];
  return [
    short ?? letter,
    short ? rest : name,
    literals && `?${literals}`,
    needs.length > 0 ? `!${needs.join(',')}` : '',
  ].join('');
}

/** `x-id` names the operation for the reader of a log; services do not route by it. */
const literalsOf = (/** @type {string} */ uri) =>
  (uri.split('?')[1] ?? '')
    .split('&')
    .filter((one) => one !== '' && !one.startsWith('x-id='))
    .join('&');

/** What a router sees of an operation: the same for those that it tells apart by their needs only. */
export const shapeOf = (/** @type {Operation} */ { method, uri }) =>
  `${method} ${pathOf(uri)
    .join('/')
    .replace(/\{[\w-]+/g, '{')}?${literalsOf(uri)}`;

/** Needs are kept only where they tell apart operations of the same method, path and query. */
function withNeeds(/** @type {readonly Operation[]} */ operations) {
  const counts = countBy(operations.map(shapeOf));
  return operations.map((operation) =>
    (counts.get(shapeOf(operation)) ?? 0) > 1 ? operation : { ...operation, needs: [] },
  );
}

function countBy(/** @type {string[]} */ keys) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function countShared(/** @type {string[]} */ above, /** @type {string[]} */ segments) {
  const differs = segments.findIndex((segment, index) => segment !== above[index]);
  return differs < 0 ? segments.length : differs;
}
