import { JSONPath } from 'jsonpath-plus';

/** All values that a JSONPath finds; a text is read as JSON first, if it is some. */
export const queryJson = (path: string, value: unknown): unknown[] => {
  const json = typeof value === 'string' ? parsed(value) : value;
  if (typeof json !== 'object' || json === null) return path.trim() === '$' ? [json] : [];
  return JSONPath({ path: path.trim(), json, wrap: true, eval: 'safe' }) as unknown[];
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text; // no JSON: a path finds nothing in it
  }
};
