import type { Input } from '../../service';
import { badRequest } from '../errors';
import type { Texts } from '../model';

/**
 * Readers of one member of a request: absent stays absent, a wrong type is a `BadRequestException` that names the
 * member. Numbers and booleans may come as text, as CloudFormation templates have them.
 */
export function text(input: Input, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw badRequest(`${member} must be a string.`);
}

/** Empty counts as absent. */
export const filledText = (input: Input, member: string): string | undefined =>
  text(input, member) || undefined;

export function requiredText(input: Input, member: string): string {
  const value = filledText(input, member);
  if (value === undefined) throw badRequest(`${member} is required and must be a non-empty string.`);
  return value;
}

export function flag(input: Input, member: string): boolean | undefined {
  const value = text(input, member);
  if (value === undefined) return undefined;
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  throw badRequest(`${member} must be true or false.`);
}

export function integer(input: Input, member: string): number | undefined {
  const value = text(input, member);
  if (value === undefined) return undefined;
  if (/^-?\d+$/.test(value)) return Number(value);
  throw badRequest(`${member} must be an integer.`);
}

export function texts(input: Input, member: string): string[] | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  if (typeof value === 'string') return [value];
  throw badRequest(`${member} must be a list of strings.`);
}

export function record(input: Input, member: string): Readonly<Record<string, unknown>> | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw badRequest(`${member} must be a map.`);
}

export const textMap = (input: Input, member: string): Texts | undefined => mapped(input, member, text);

export const flagMap = (input: Input, member: string): Readonly<Record<string, boolean>> | undefined =>
  mapped(input, member, flag);

function mapped<T>(
  input: Input,
  member: string,
  read: (values: Input, key: string) => T | undefined,
): Readonly<Record<string, T>> | undefined {
  const values = record(input, member);
  if (values === undefined) return undefined;
  const entries = Object.keys(values).map((key) => [key, read(values, key)] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, T] => entry[1] !== undefined));
}
