import { badRequest } from '../errors';

export type Target = Readonly<Record<string, unknown>>;

export interface Change {
  readonly op: string;
  readonly value: string | undefined;
  /** What the `{…}` of the rule's path stand for, unescaped. */
  readonly names: readonly string[];
}

/** What a patch path does to the thing patched: gives a changed copy. */
export interface PatchRule {
  readonly ops: readonly string[];
  readonly apply: (target: Target, change: Change) => Target;
}

/** By path; `{…}` stands for one segment. */
export type PatchRules = Readonly<Record<string, PatchRule>>;

/**
 * Applies JSON-patch-like operations, in order, to a copy. Nothing changes when one of them is refused.
 * Source: API Gateway's "PATCH operations" reference.
 */
export function applyPatch<T extends object>(target: T, operations: unknown, rules: PatchRules): T {
  const changed = readOperations(operations).reduce<Target>(
    (current, operation) => applyOne(current, operation, rules),
    target as unknown as Target,
  );
  return changed as unknown as T;
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value: string | undefined;
}

function readOperations(operations: unknown): Operation[] {
  if (operations === undefined || operations === null) return [];
  if (!Array.isArray(operations)) throw badRequest('patchOperations must be a list.');
  return operations.map(readOperation);
}

function readOperation(operation: Record<string, unknown>): Operation {
  const { op, path, value } = operation ?? {};
  if (typeof op !== 'string' || typeof path !== 'string' || !path.startsWith('/')) {
    throw badRequest('Each of patchOperations needs an op and a path that begins with "/".');
  }
  return { op, path, value: value === undefined || value === null ? undefined : String(value) };
}

function applyOne(target: Target, { op, path, value }: Operation, rules: PatchRules): Target {
  const [rule, names] = findRule(rules, path) ?? [];
  if (rule === undefined || names === undefined) {
    const paths = Object.keys(rules).join(', ');
    throw badRequest(`Invalid patch path  '${path}' specified for op '${op}'. Must be one of: [${paths}]`);
  }
  if (!rule.ops.includes(op)) {
    throw badRequest(`Invalid patch operation specified. Must be one of: [${rule.ops.join(', ')}]`);
  }
  return rule.apply(target, { op, value, names });
}

function findRule(rules: PatchRules, path: string): [PatchRule, string[]] | undefined {
  const segments = path.split('/');
  for (const [pattern, rule] of Object.entries(rules)) {
    const names = matchPath(pattern.split('/'), segments);
    if (names !== undefined) return [rule, names];
  }
  return undefined;
}

function matchPath(pattern: readonly string[], segments: readonly string[]): string[] | undefined {
  if (pattern.length !== segments.length) return undefined;
  const isName = (part: string | undefined) => part?.startsWith('{');
  if (!pattern.every((part, index) => isName(part) || part === segments[index])) return undefined;
  return segments.filter((_, index) => isName(pattern[index])).map(unescaped);
}

/** `application~1json` -> `application/json` */
const unescaped = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');
