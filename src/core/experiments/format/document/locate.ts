import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type LineCounter,
} from 'yaml';
import type { Problem, TextRange } from '../problem';

/** Where a part of the document stands: a value, or the name of a field that holds more than a line. */
export type RangeOf = (path: Problem['path']) => TextRange | undefined;

/** What is not there is found where it should be: in the nearest part around it. */
export const rangesIn = (document: Document, lines: LineCounter): RangeOf => {
  const placeOf = (path: Problem['path']): unknown => {
    let place: unknown = firstOf(document.contents);
    let node: unknown = document.contents;
    for (const step of path) {
      const item = isCollection(node) ? itemAt(node.items, step) : undefined;
      if (item === undefined) return place;
      node = isPair(item) ? item.value : item;
      if (isAlias(node)) place = node;
      else if (isScalar(node) && hasText(node)) place = node;
      else place = isPair(item) ? item.key : firstOf(item);
      if (isAlias(node)) node = node.resolve(document);
    }
    return place;
  };
  return (path) => nodeRange(placeOf(path), lines);
};

const hasText = (node: unknown): boolean => isNode(node) && !!node.range && node.range[0] < node.range[1];

/** The last of several fields with one name counts. */
const itemAt = (items: readonly unknown[], step: string | number): unknown =>
  items.every((each) => isPair(each))
    ? items.findLast(({ key }) => String(isScalar(key) ? key.value : key) === String(step))
    : items[Number(step)];

/** Of a mapping its first name; a whole block would be underlined to its end. */
const firstOf = (node: unknown): unknown => {
  if (isMap(node) && node.items.length > 0) return node.items[0]?.key;
  return node;
};

export const nodeRange = (node: unknown, lines: LineCounter): TextRange | undefined =>
  isNode(node) && node.range ? textRange(node.range[0], node.range[1], lines) : undefined;

/** From offsets in the text. */
export const textRange = (from: number, to: number, lines: LineCounter): TextRange => {
  const start = lines.linePos(from);
  const end = lines.linePos(Math.max(to, from));
  return { start: { line: start.line, column: start.col }, end: { line: end.line, column: end.col } };
};
