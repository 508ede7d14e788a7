import type { HttpProvider } from '../../format/experiment';
import { ActivityBroken } from '../activityBroken';
import type { ActivityContext } from '../activityContext';
import { parseJson, TooDeepError } from '../parseJson';
import { encodeBody, withQuery } from './encodeArguments';
import { ConnectionFailed, type HttpAnswer, type HttpRequest, sendRequest } from './sendRequest';
import { textOf } from './textOf';

export interface HttpOutput {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What JSON says when the content type is exactly `application/json`, else text. */
  readonly body: unknown;
}

/** As `requests` follows them. */
const mostRedirects = 30;

/** Sends the request of an activity, and follows redirects. Any status is a success: a tolerance judges it. */
export const runHttp = async (provider: HttpProvider, context: ActivityContext): Promise<HttpOutput> => {
  const request = requestOf(provider, context);
  const answer = await follow(request, retriesOf(provider), context);
  if (answer.headers && contentTypeOf(answer) === 'application/json')
    return { ...answer, body: parse(answer, request.url) };
  return { ...answer, body: textOf(answer.body, contentTypeOf(answer)) };
};

const requestOf = (provider: HttpProvider, { substitute, signal }: ActivityContext): HttpRequest => {
  const method = (provider.method ?? 'GET').toUpperCase();
  const headers = stringValues(substitute(provider.headers ?? {}));
  const values = provider.arguments === undefined ? undefined : substitute(provider.arguments);
  const url = parseUrl(String(substitute(provider.url)));
  const isGet = method === 'GET';
  const { body, contentType } = isGet ? {} : encodeBody(values, headers['Content-Type']);
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return {
    url: isGet ? withQuery(url, values) : url,
    method,
    headers: {
      'User-Agent': 'chaos-lab',
      Accept: '*/*',
      'Accept-Encoding': 'gzip, deflate',
      ...(contentType && !named ? { 'Content-Type': contentType } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    verifyTls: provider.verify_tls ?? true,
    ...timesOf(substitute(provider.timeout)),
    signal,
  };
};

const stringValues = (headers: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(headers as object).map(([name, value]) => [name, String(value)]));

const parseUrl = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new ActivityBroken(`"${text}" is no http or https URL: check the variables that it is made of.`);
};

/** Seconds, for all, or to connect and to read. */
const timesOf = (timeout: unknown): Pick<HttpRequest, 'connectMs' | 'readMs'> => {
  const [connect, read] = Array.isArray(timeout) ? timeout : [timeout, timeout];
  const [connectMs, readMs] = [milliseconds(connect), milliseconds(read)];
  return { ...(connectMs === undefined ? {} : { connectMs }), ...(readMs === undefined ? {} : { readMs }) };
};

const milliseconds = (seconds: unknown): number | undefined => {
  if (seconds === undefined || seconds === null) return undefined;
  const value = Number(seconds);
  if (value > 0) return value * 1000;
  throw new ActivityBroken(`The timeout is no number of seconds: ${JSON.stringify(seconds)}.`);
};

const retriesOf = ({ max_retries }: HttpProvider): number => Math.max(0, Number(max_retries ?? 0) || 0);

const follow = async (first: HttpRequest, retries: number, context: ActivityContext): Promise<HttpAnswer> => {
  let request = first;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await sendWithRetries(await context.authorize(request), retries);
    const next = redirectOf(request, answer);
    if (!next) return answer;
    request = next;
  }
  throw new ActivityBroken(`${first.url} redirects more than ${mostRedirects} times.`);
};

/** An answer is one, whatever it says. What the server may have got is sent again only if twice is as once. */
const sendWithRetries = async (request: HttpRequest, retries: number): Promise<HttpAnswer> => {
  for (let left = retries; ; left--) {
    try {
      return await sendRequest(request);
    } catch (error) {
      if (left <= 0 || !(error instanceof ConnectionFailed)) throw error;
      if (error.sent && !repeatable.includes(request.method)) throw error;
    }
  }
};

/** Source: urllib3's `Retry.DEFAULT_ALLOWED_METHODS`. */
const repeatable: readonly string[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'TRACE'];

const redirectOf = (request: HttpRequest, { status, headers }: HttpAnswer): HttpRequest | undefined => {
  const location = headerOf(headers, 'location');
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  if (!URL.canParse(location, request.url.href)) return undefined;
  const url = new URL(location, request.url);
  const { method, body, ...rest } = request;
  const becomesGet = status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST';
  const kept = Object.entries(request.headers).filter(
    ([name]) =>
      !(becomesGet && /^content-/i.test(name)) &&
      !(url.origin !== request.url.origin && /^(authorization|cookie|host)$/i.test(name)),
  );
  return {
    ...rest,
    url,
    method: becomesGet ? 'GET' : method,
    headers: Object.fromEntries(kept),
    ...(becomesGet || body === undefined ? {} : { body }),
  };
};

const contentTypeOf = ({ headers }: HttpAnswer): string => headerOf(headers, 'content-type') ?? '';

const headerOf = (headers: Readonly<Record<string, string>>, wanted: string): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];

const parse = ({ body }: HttpAnswer, url: URL): unknown => {
  try {
    return parseJson(body.toString('utf8'));
  } catch (cause) {
    if (cause instanceof TooDeepError)
      throw new ActivityBroken(`What ${url} answers ${cause.message}.`, { cause });
    throw new ActivityBroken(
      `${url} says application/json and answered something else: its Content-Type has to be what it sends.`,
      { cause },
    );
  }
};
