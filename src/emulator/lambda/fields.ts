import { AwsError } from '../../aws/awsError';
import type { Input } from '../service';
import { constraintViolation } from './lambdaErrors';

/** Readers of one member each: `undefined` when it is absent, a typed refusal when it is of the wrong kind. */
export function textField(input: Input, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw wrongType(member, 'a string');
  return value;
}

export function requiredField(input: Input, member: string): string {
  const value = textField(input, member);
  if (value === undefined || value === '')
    throw constraintViolation(camelCase(member), value ?? null, 'Member must not be null');
  return value;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export function integerField(input: Input, member: string, { min, max }: Range): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(member, 'an integer');
  const violation = (words: string, bound: number) =>
    constraintViolation(
      camelCase(member),
      value,
      `Member must have value ${words} than or equal to ${bound}`,
    );
  if (value < min) throw violation('greater', min);
  if (value > max) throw violation('less', max);
  return value;
}

export const flagField = (input: Input, member: string): boolean => input[member] === true;

export function recordField(input: Input, member: string): Input | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(member, 'an object');
  return value as Input;
}

/** An object whose values are strings: tags, environment variables. */
export function textMapField(input: Input, member: string): Readonly<Record<string, string>> | undefined {
  const map = recordField(input, member);
  const wrong = Object.entries(map ?? {}).find(([, value]) => typeof value !== 'string');
  if (wrong) throw wrongType(`${member}.${wrong[0]}`, 'a string');
  return map as Readonly<Record<string, string>> | undefined;
}

export const camelCase = (member: string): string => member.charAt(0).toLowerCase() + member.slice(1);

const wrongType = (member: string, expected: string): AwsError =>
  new AwsError('SerializationException', `${member} must be ${expected}.`, 400);
