import { JsonPathError } from './jsonPathError';

export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end';
  readonly text: string;
}

const shapes = [
  ['sign', /\.\.|>=|<=|!=|[@$.*=<>{}[\]:,()?]/y],
  ['text', /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy],
  ['number', /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?(?:0|[1-9]\d*))?/y],
  ['name', /[_A-Za-z][_A-Za-z0-9]*/y],
] as const;

/** The words and signs of a path. Throws a `JsonPathError`. */
export const tokensOf = (path: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < path.length) {
    if (/[ \t\n\r]/.test(path[at] ?? '')) {
      at++;
      continue;
    }
    const token = tokenAt(path, at);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '' }];
};

const tokenAt = (path: string, at: number): Token => {
  for (const [kind, shape] of shapes) {
    const pattern = new RegExp(shape);
    pattern.lastIndex = at;
    const text = pattern.exec(path)?.[0];
    if (text !== undefined) return { kind, text };
  }
  throw new JsonPathError(
    path[at] === "'"
      ? 'In a JSONPath names stand in double quotes: $["a name"].'
      : `${JSON.stringify(path[at])} is not expected in the JSONPath ${path}. A name with such a sign is written as ["a-name"].`,
  );
};
