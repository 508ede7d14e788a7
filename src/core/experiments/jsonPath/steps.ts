import { isEqual } from '../run/tolerance/isEqual';
import { type Call, calls } from './calls';

/** What a part of a path finds: below `current`, in the order of the document. */
export type Step = (root: unknown, current: unknown) => unknown[];

/** Whether a value is kept. */
export type Filter = (root: unknown, current: unknown) => boolean;

export const here: Step = (_root, current) => [current];

export const fromRoot =
  (next: Step): Step =>
  (root) =>
    next(root, root);

/** All that any of the subscripts finds, and from there on the next step. */
export const subscripts =
  (found: readonly Step[], next: Step): Step =>
  (root, current) =>
    found.flatMap((each) => each(root, current)).flatMap((value) => next(root, value));

/** The step here, and at everything below. */
export const descent = (next: Step): Step => {
  const step: Step = (root, current) => [
    ...next(root, current),
    ...children(root, current).flatMap((child) => step(root, child)),
  ];
  return step;
};

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const children: Step = (_root, current) => {
  if (Array.isArray(current)) return current;
  return isMapping(current) ? Object.values(current) : [];
};

export const member =
  (name: string): Step =>
  (_root, current) =>
    isMapping(current) && Object.hasOwn(current, name) ? [current[name]] : [];

export const element =
  (index: number): Step =>
  (_root, current) => {
    if (!Array.isArray(current)) return [];
    const at = index < 0 ? index + current.length : index;
    return at >= 0 && at < current.length ? [current[at]] : [];
  };

export interface Slice {
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly step: number;
}

/** `[start:end:step]`; what is before the first one counts from the end. */
export const slice =
  ({ start, end, step }: Slice): Step =>
  (root, current) => {
    if (!Array.isArray(current)) return [];
    const { length } = current;
    const from = start === undefined ? 0 : start < 0 ? Math.max(0, start + length) : start;
    const to = end === undefined ? length : end < 0 ? end + length : end;
    const found: unknown[] = [];
    // More than a list's length of steps beyond its ends finds nothing more.
    const isWithin = (at: number) => (step > 0 ? at < Math.min(to, length) : at > Math.max(to, -length - 1));
    for (let at = from; isWithin(at); at += step) found.push(...element(at)(root, current));
    return found;
  };

/** The value itself, when it is as the filter says: its own members are not looked at one by one. */
export const filtered =
  (filter: Filter): Step =>
  (root, current) =>
    filter(root, current) ? [current] : [];

/** What another path finds is the index, or the name. */
export const indexed =
  (path: Step): Step =>
  (root, current) =>
    path(root, current).flatMap((key) => {
      if (typeof key === 'string') return member(key)(root, current);
      return Number.isInteger(key) || typeof key === 'boolean' ? element(Number(key))(root, current) : [];
    });

/** A function of the values that its arguments find: each combination of them. */
export const called = (name: string, args: readonly Step[]): Step | undefined => {
  const call = Object.hasOwn(calls, name) ? (calls[name] as Call) : undefined;
  if (!call) return undefined;
  return (root, current) => {
    const combinations = args.reduce<unknown[][]>(
      (sofar, arg) => sofar.flatMap((each) => arg(root, current).map((value) => [...each, value])),
      [[]],
    );
    return combinations.flatMap((values) => {
      const found = call(current, values);
      return found === undefined ? [] : [found];
    });
  };
};

export const some =
  (path: Step): Filter =>
  (root, current) =>
    path(root, current).length > 0;

/** Whether it holds for any pair of what both sides find. */
export const compared =
  (sign: string, left: Step, right: Step): Filter =>
  (root, current) => {
    const compare = comparisons[sign];
    const values = right(root, current);
    return left(root, current).some((a) => values.some((b) => compare?.(a, b)));
  };

const ofNumbers =
  (compare: (a: number, b: number) => boolean) =>
  (a: unknown, b: unknown): boolean =>
    isNumber(a) && isNumber(b) && compare(Number(a), Number(b));

const isNumber = (value: unknown): boolean => typeof value === 'number' || typeof value === 'boolean';

const comparisons: Readonly<Record<string, (a: unknown, b: unknown) => boolean>> = {
  '=': isEqual,
  '!=': (a, b) => !isEqual(a, b),
  '<': ofNumbers((a, b) => a < b),
  '<=': ofNumbers((a, b) => a <= b),
  '>': ofNumbers((a, b) => a > b),
  '>=': ofNumbers((a, b) => a >= b),
  contains: (a, b) => {
    if (typeof a === 'string') return typeof b === 'string' && a.includes(b);
    if (Array.isArray(a)) return a.some((each) => isEqual(each, b));
    return isMapping(a) && typeof b === 'string' && Object.hasOwn(a, b);
  },
};
