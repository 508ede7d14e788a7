import { JSONPath } from 'jsonpath-plus';

/** Wildcards, descent, filters, slices and unions: paths that can lead to more than one place. */
const MANY = /\.\.|\*|\?\(|\[[^\]'"]*[,:]/;

/** What a JSONPath leads to in parsed JSON: one value or undefined, or a list when the path can lead to many. */
export function readJsonPath(json: unknown, path: string): unknown {
  const found: unknown[] = JSONPath({ path, json: json as object, wrap: true, eval: 'safe' });
  return MANY.test(path) ? found : found[0];
}
