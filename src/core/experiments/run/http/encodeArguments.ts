import { pythonText } from '../../configuration/pythonText';
import { ActivityBroken } from '../activityBroken';

/** A body and the content type that goes with it when the experiment names none. */
export interface EncodedBody {
  readonly body?: string;
  readonly contentType?: string;
}

/** As JSON when the experiment's content type is exactly that, else a text as it is and all else as a form. */
export const encodeBody = (value: unknown, contentType: string | undefined): EncodedBody => {
  if (value === undefined || value === null) return {};
  if (contentType === 'application/json') return { body: JSON.stringify(value) };
  if (typeof value === 'string') return value === '' ? {} : { body: value };
  if (typeof value === 'object' && Object.keys(value).length === 0) return {};
  return { body: encodeForm(value), contentType: 'application/x-www-form-urlencoded' };
};

/** Arguments of a GET: pairs, or a query as it is. */
export const withQuery = (url: URL, value: unknown): URL => {
  if (value === undefined || value === null || value === '') return url;
  const query = typeof value === 'string' ? value.replace(/^\?/, '') : encodeForm(value);
  const result = new URL(url);
  result.search = [result.search.replace(/^\?/, ''), query].filter(Boolean).join('&');
  return result;
};

/** A list gives a pair for each of its items, a mapping one for each of its names; what is null is left out. */
const encodeForm = (value: unknown): string => {
  const pairs = pairsOf(value).flatMap(([name, each]) =>
    itemsOf(each)
      .filter((item) => item !== null && item !== undefined)
      .map((item) => [name, pythonText(item)] as [string, string]),
  );
  return new URLSearchParams(pairs).toString();
};

const itemsOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.keys(value) : [value];
};

const pairsOf = (value: unknown): [string, unknown][] => {
  if (Array.isArray(value) && value.every((each) => Array.isArray(each) && each.length === 2))
    return value.map(([name, each]) => [pythonText(name), each]);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new ActivityBroken(
    'The arguments cannot be sent as a form: for a JSON body set the header "Content-Type": "application/json".',
  );
};
