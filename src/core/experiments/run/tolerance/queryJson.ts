import { jsonPath } from '../../jsonPath/jsonPath';

/** All values that a JSONPath finds; a text is read as JSON first, if it is some. Throws a `JsonPathError`. */
export const queryJson = (path: string, value: unknown): unknown[] =>
  jsonPath(path)(typeof value === 'string' ? parsed(value) : value);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text; // no JSON: a path finds nothing in it
  }
};
