import { badRequest } from '../errors';
import type { PatchRule, Target } from './applyPatch';
import { texts } from './readInput';

const without = (target: Target, member: string): Target => {
  const { [member]: _removed, ...rest } = target;
  return rest;
};

function member(name: string, read: (value: string) => unknown): PatchRule {
  return {
    ops: ['add', 'replace', 'remove'],
    apply: (target, { op, value }) =>
      op === 'remove' || value === undefined || value === ''
        ? without(target, name)
        : { ...target, [name]: read(value) },
  };
}

/** A text that an empty value removes. */
export const patchText = (name: string): PatchRule => member(name, (value) => value);

export const patchInteger = (name: string): PatchRule =>
  member(name, (value) => {
    if (/^\d+$/.test(value)) return Number(value);
    throw badRequest(`Invalid value '${value}' for ${name}: it must be an integer.`);
  });

/** Never absent: removed is false. */
export const patchFlag = (name: string): PatchRule => ({
  ops: ['add', 'replace', 'remove'],
  apply: (target, { op, value }) => ({
    ...target,
    [name]: op !== 'remove' && value?.toLowerCase() === 'true',
  }),
});

/** An entry of a map: `/variables/{name}`. */
export const patchEntry = (map: string, read: (value: string) => unknown = (value) => value): PatchRule => ({
  ops: ['add', 'replace', 'remove'],
  apply: (target, { op, value, names: [key = ''] }) => {
    const entries = (target[map] as Target | undefined) ?? {};
    if (op === 'remove') return { ...target, [map]: without(entries, key) };
    return { ...target, [map]: { ...entries, [key]: read(value ?? '') } };
  },
});

/** An item of a list that is used as a set, named by the path: `/binaryMediaTypes/image~1png`. */
export const patchItem = (list: string): PatchRule => ({
  ops: ['add', 'replace', 'remove'],
  apply: (target, { op, value, names: [item = ''] }) => {
    const others = (texts(target, list) ?? []).filter((other) => other !== item);
    if (op === 'remove') return { ...target, [list]: others };
    return { ...target, [list]: [...others, op === 'replace' ? value || item : item] };
  },
});

/** A rule for a member inside a member: `/accessLogSettings/format`. */
export const patchInside = (name: string, rule: PatchRule): PatchRule => ({
  ops: rule.ops,
  apply: (target, change) => ({
    ...target,
    [name]: rule.apply((target[name] as Target | undefined) ?? {}, change),
  }),
});

/** The same rule, for those operations only. */
export const only = (op: string, rule: PatchRule): PatchRule => ({ ...rule, ops: [op] });
