import type { HttpRequest } from '../../../aws/http';
import type { RequestIds } from './requestIds';

type Single = Readonly<Record<string, string>>;
type Multi = Readonly<Record<string, readonly string[]>>;

/** A request as an integration sees it. Where a name comes more than once, the single value is the last. */
export interface ApiRequest {
  readonly headers: Single;
  readonly multiHeaders: Multi;
  readonly query: Single;
  readonly multiQuery: Multi;
  /** Of the Content-Type, without parameters, in lower case; JSON when the caller did not say. */
  readonly mediaType: string;
  readonly body: Buffer;
}

/** These API Gateway sets itself, whatever the caller's spelling. */
const SPELLINGS: Readonly<Record<string, string>> = {
  host: 'Host',
  'user-agent': 'User-Agent',
  authorization: 'Authorization',
};

/** Between the caller and API Gateway only. */
const HOP_BY_HOP = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-amzn-trace-id',
]);

export function readApiRequest(request: HttpRequest, { traceId }: RequestIds): ApiRequest {
  const multiHeaders = { ...sentHeaders(request.rawHeaders), ...addedHeaders(request, traceId) };
  const multiQuery = grouped(request.query);
  return {
    headers: lastOfEach(multiHeaders),
    multiHeaders,
    query: lastOfEach(multiQuery),
    multiQuery,
    mediaType: mediaTypeOf(request.headers['content-type']),
    body: request.body,
  };
}

/** `text/html; charset=utf-8` -> `text/html` */
export const mediaTypeOf = (contentType: string | undefined): string =>
  contentType?.split(';', 1)[0]?.trim().toLowerCase() || 'application/json';

/** A header sent more than once goes by its first spelling. */
function sentHeaders(rawHeaders: readonly string[]): Record<string, string[]> {
  const spellings = new Map(Object.entries(SPELLINGS));
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const lower = name.toLowerCase();
    if (HOP_BY_HOP.has(lower)) continue;
    if (!spellings.has(lower)) spellings.set(lower, name);
    pairs.push([spellings.get(lower) ?? name, rawHeaders[index + 1] ?? '']);
  }
  return grouped(pairs);
}

function addedHeaders({ headers, sourceIp }: HttpRequest, traceId: string): Record<string, string[]> {
  const forwardedFor = headers['x-forwarded-for'];
  return {
    'X-Amzn-Trace-Id': [traceId],
    'X-Forwarded-For': [forwardedFor ? `${forwardedFor}, ${sourceIp}` : sourceIp],
    'X-Forwarded-Port': ['443'],
    'X-Forwarded-Proto': ['https'],
  };
}

function grouped(pairs: Iterable<readonly [string, string]>): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return Object.fromEntries(groups);
}

const lastOfEach = (multi: Multi): Record<string, string> =>
  Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values.at(-1) ?? '']));
