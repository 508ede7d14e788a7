import { asFunction, isObject, type ResourceDeclaration } from './template';

/** Names in `${…}` of a Fn::Sub text, without the escaped `${!…}`. */
export const SUB_VARIABLE = /\$\{([^!${}][^${}]*)\}/g;

/** What a value refers to by `Ref`, `Fn::GetAtt` and `Fn::Sub`: resources, parameters, pseudo parameters. */
export function references(value: unknown): Set<string> {
  if (Array.isArray(value)) return union(value.map(references));
  if (!isObject(value)) return new Set();
  const [name, argument] = asFunction(value) ?? [];
  if (name === 'Ref') return new Set([String(argument)]);
  if (name === 'Fn::GetAtt') return new Set([attributeOwner(argument)]);
  if (name === 'Fn::Sub') return subReferences(argument);
  return union(Object.values(value).map(references));
}

/** What has to exist before the resource. */
export function dependencies({ Properties, DependsOn = [] }: ResourceDeclaration): Set<string> {
  return new Set([...[DependsOn].flat(), ...references(Properties)]);
}

/** `Function.Arn` or `['Function', 'Arn']` -> `Function`. */
const attributeOwner = (argument: unknown): string =>
  String(Array.isArray(argument) ? argument[0] : String(argument).split('.')[0]);

function subReferences(argument: unknown): Set<string> {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const named = [...String(text).matchAll(SUB_VARIABLE)].map(([, name = '']) => name.trim());
  const own = new Set(Object.keys(isObject(variables) ? variables : {}));
  const direct = named.filter((name) => !own.has(name)).map((name) => name.split('.')[0] ?? '');
  return union([new Set(direct), references(variables)]);
}

const union = (sets: readonly ReadonlySet<string>[]): Set<string> => new Set(sets.flatMap((set) => [...set]));
