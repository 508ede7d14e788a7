import { validationError } from '../validationError';
import { intrinsics } from './intrinsics';
import { NO_VALUE, type Scope } from './scope';
import { asFunction, isObject } from './template';

/** A value with all its functions carried out. Throws `ValidationError`. */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((entry) => evaluate(entry, scope)).filter(isPresent);
  if (!isObject(value)) return value;
  const call = asFunction(value);
  if (call !== undefined) return evaluateCall(call, scope);
  const members = Object.entries(value).map(([name, member]) => [name, evaluate(member, scope)] as const);
  return Object.fromEntries(members.filter(([, member]) => isPresent(member)));
}

function evaluateCall([name, argument]: readonly [string, unknown], scope: Scope): unknown {
  const intrinsic = intrinsics[name];
  if (intrinsic === undefined) {
    const supported = Object.keys(intrinsics).join(', ');
    throw validationError(
      `Template error: ${name} is not supported by the embedded emulator; it has ${supported}.`,
    );
  }
  return intrinsic(argument, scope, (inner) => evaluate(inner, scope));
}

const isPresent = (value: unknown): boolean => value !== NO_VALUE;
