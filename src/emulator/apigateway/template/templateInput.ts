import { readJsonPath } from './jsonPath';

export interface RequestParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

/** `$input`. */
export interface TemplateInput {
  readonly body: string;
  /** The part of the body at a JSONPath, as JSON text; `""` when there is nothing. */
  json(path: string): string;
  /** The part of the body at a JSONPath, as a value to walk through. */
  path(path: string): unknown;
  /** All parameters by kind, or the first of that name in path, query and headers. */
  params(name?: string): unknown;
}

export function createTemplateInput(body: string, parameters: RequestParameters): TemplateInput {
  const text = body === '' ? '{}' : body;
  let parsed: { readonly value: unknown } | undefined;
  const find = (path: string): unknown => {
    parsed ??= { value: parseOrText(text) };
    return path === '$' ? parsed.value : readJsonPath(parsed.value, path);
  };
  return {
    body: text,
    json: (path) => JSON.stringify(find(path) ?? ''),
    path: (path) => find(path) ?? '',
    params: (name) => (name === undefined ? parameters : parameterNamed(parameters, name)),
  };
}

/** A body that is no JSON is one string. */
function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function parameterNamed({ path, querystring, header }: RequestParameters, name: string): string {
  if (Object.hasOwn(path, name)) return path[name] ?? '';
  if (Object.hasOwn(querystring, name)) return querystring[name] ?? '';
  const headerName = Object.keys(header).find((key) => key.toLowerCase() === name.toLowerCase());
  return headerName === undefined ? '' : (header[headerName] ?? '');
}
