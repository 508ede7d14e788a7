/** A function of a value and its arguments; `undefined` when it has none for these. */
export type Call = (current: unknown, args: readonly unknown[]) => unknown;

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ofCollection =
  (ofList: (list: readonly unknown[]) => unknown, ofMapping: (mapping: object) => unknown): Call =>
  (current, args) => {
    if (args.length > 0) return undefined;
    if (Array.isArray(current)) return ofList(current);
    return isMapping(current) ? ofMapping(current) : undefined;
  };

/** What jsonpath2 knows. */
export const calls: Readonly<Record<string, Call>> = {
  length: (current, args) =>
    args.length === 0 && (Array.isArray(current) || typeof current === 'string')
      ? [...current].length
      : undefined,
  keys: ofCollection((list) => [...list.keys()], Object.keys),
  values: ofCollection((list) => list, Object.values),
  entries: ofCollection((list) => [...list.entries()], Object.entries),
  charAt: (current, [index, ...more]) =>
    typeof current === 'string' && isWhole(index) && more.length === 0 ? [...current].at(index) : undefined,
  substring: (current, [start, end, ...more]) => {
    if (typeof current !== 'string' || !isWhole(start) || more.length > 0) return undefined;
    if (end !== undefined && !isWhole(end)) return undefined;
    return [...current].slice(start, end).join('');
  },
};

const isWhole = (value: unknown): value is number => Number.isInteger(value);
