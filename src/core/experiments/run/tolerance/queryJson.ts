import { jsonPath } from '../../jsonPath/jsonPath';
import { parseJson, TooDeepError } from '../parseJson';

/**
 * All values that a JSONPath finds; a text is read as JSON first, if it is some. Throws a `JsonPathError`, and a
 * `TooDeepError` for a text that is nested too deeply.
 */
export const queryJson = (path: string, value: unknown): unknown[] =>
  jsonPath(path)(typeof value === 'string' ? parsed(value) : value);

const parsed = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof TooDeepError) throw error;
    return text; // no JSON: a path finds nothing in it
  }
};
