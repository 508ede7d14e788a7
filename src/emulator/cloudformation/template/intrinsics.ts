import { validationError } from '../validationError';
import { SUB_VARIABLE } from './references';
import type { Scope } from './scope';
import { isObject } from './template';

type Evaluate = (value: unknown) => unknown;
type Intrinsic = (argument: unknown, scope: Scope, evaluate: Evaluate) => unknown;

/** The intrinsic functions of CloudFormation, without those of its language extensions. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => reference(String(argument), scope),
  'Fn::GetAtt': (argument, scope, evaluate) => attribute(argument, scope, evaluate),
  'Fn::Sub': (argument, scope, evaluate) => substitute(argument, scope, evaluate),
  'Fn::Join': (argument, _scope, evaluate) => {
    const [delimiter, list] = pair('Fn::Join', argument);
    return entries('Fn::Join', evaluate(list)).join(String(delimiter));
  },
  'Fn::Split': (argument, _scope, evaluate) => {
    const [delimiter, text] = pair('Fn::Split', argument);
    return String(evaluate(text)).split(String(delimiter));
  },
  'Fn::Select': (argument, _scope, evaluate) => {
    const [index, list] = pair('Fn::Select', argument);
    const [at, from] = [Number(evaluate(index)), entries('Fn::Select', evaluate(list))];
    if (at in from) return from[at];
    throw validationError(`Template error: Fn::Select cannot select nonexistent value at index ${at}`);
  },
  'Fn::If': (argument, scope, evaluate) => {
    const [condition, yes, no] = entries('Fn::If', argument);
    return evaluate(scope.condition(String(condition)) ? yes : no);
  },
  'Fn::FindInMap': (argument, scope, evaluate) => {
    const [map = '', first = '', second = ''] = entries('Fn::FindInMap', evaluate(argument)).map(String);
    const found = scope.mappings[map]?.[first]?.[second];
    if (found !== undefined) return found;
    throw validationError(`Template error: Unable to get mapping for ${map}::${first}::${second}`);
  },
  'Fn::ImportValue': (argument, scope, evaluate) => scope.exported(String(evaluate(argument))),
  'Fn::Base64': (argument, _scope, evaluate) => Buffer.from(String(evaluate(argument))).toString('base64'),
  'Fn::GetAZs': (argument, scope, evaluate) => {
    const region = String(evaluate(argument)) || scope.region;
    return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  },
};

function reference(name: string, scope: Scope): unknown {
  if (scope.values.has(name)) return scope.values.get(name);
  return existing(name, scope).physicalId;
}

function attribute(argument: unknown, scope: Scope, evaluate: Evaluate): string {
  const [owner = '', ...path] = Array.isArray(argument)
    ? argument.map((part) => String(evaluate(part)))
    : String(argument).split('.');
  const name = path.join('.');
  const { type, attributes } = existing(owner, scope);
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (value !== undefined) return value;
  throw validationError(`Requested attribute ${name} does not exist in schema for ${type}`);
}

function existing(name: string, scope: Scope) {
  const resource = scope.resource(name);
  if (resource !== undefined) return resource;
  throw validationError(
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
  );
}

function substitute(argument: unknown, scope: Scope, evaluate: Evaluate): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = (isObject(variables) ? evaluate(variables) : {}) as Record<string, unknown>;
  return String(text)
    .replace(SUB_VARIABLE, (_match, variable: string) => {
      const name = variable.trim();
      if (Object.hasOwn(own, name)) return String(own[name]);
      return String(name.includes('.') ? attribute(name, scope, evaluate) : reference(name, scope));
    })
    .replaceAll('${!', '${');
}

function entries(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw validationError(`Template error: every ${name} object requires a list argument`);
}

function pair(name: string, argument: unknown): unknown[] {
  const both = entries(name, argument);
  if (both.length === 2) return both;
  throw validationError(`Template error: every ${name} object requires two parameters`);
}
