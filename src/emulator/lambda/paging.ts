import type { Input } from '../service';
import { integerField, textField } from './fields';

const MAX_ITEMS = { min: 1, max: 10_000 };

export interface Page<T> {
  readonly items: readonly T[];
  readonly NextMarker?: string;
}

/** The page of a list that `Marker` and `MaxItems` ask for. A marker is the key of the last item before it. */
export function pageOf<T>(
  items: readonly T[],
  input: Input,
  pageSize: number,
  keyOf: (item: T) => string,
): Page<T> {
  const marker = textField(input, 'Marker');
  const size = Math.min(integerField(input, 'MaxItems', MAX_ITEMS) ?? pageSize, pageSize);
  const start = marker === undefined ? 0 : items.findIndex((item) => keyOf(item) === marker) + 1;
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  if (last === undefined || start + size >= items.length) return { items: page };
  return { items: page, NextMarker: keyOf(last) };
}
