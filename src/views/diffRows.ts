import { isDeepStrictEqual } from 'node:util';
import type { Row } from './row';

/** `all` when the top rows are others than before, else the ids of the rows to draw again. */
export type RowChanges = 'all' | readonly string[];

/** What has to be drawn again, as little as possible: so that nothing flickers or collapses. */
export const diffRows = (before: readonly Row[], after: readonly Row[]): RowChanges =>
  sameIds(before, after) ? changedIn(before, after) : 'all';

const changedIn = (before: readonly Row[], after: readonly Row[]): string[] =>
  after.flatMap((row, index) => changedRow(before[index] as Row, row));

const changedRow = (before: Row, after: Row): string[] => {
  if (before === after) return [];
  const [old, young] = [before.children ?? [], after.children ?? []];
  if (!sameIds(old, young)) return [after.id];
  const below = changedIn(old, young);
  return sameLook(before, after) ? below : [after.id, ...below];
};

const sameIds = (a: readonly Row[], b: readonly Row[]): boolean =>
  a.length === b.length && a.every(({ id }, index) => id === b[index]?.id);

const sameLook = (a: Row, b: Row): boolean => isDeepStrictEqual(look(a), look(b));

const look = ({ children, target, ...rest }: Row) => ({ ...rest, parent: (children ?? []).length > 0 });
