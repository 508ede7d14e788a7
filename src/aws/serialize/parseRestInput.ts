import type { AwsCall } from '../awsCall';
import type { HttpRequest } from '../http';
import { findRestOperation } from '../model/findRestOperation';
import type { RestOperation } from '../model/restOperation';

type Members = Record<string, unknown>;

/** Labels, query, headers and body of a REST request, by member name. What the path says wins over the body. */
export function parseRestInput(
  call: AwsCall,
  request: HttpRequest,
  parseBody: (body: Buffer) => Members,
): Members {
  const operation = findRestOperation(call.service, call.operation);
  return {
    ...bodyMembers(request.body, operation, parseBody),
    ...headerMembers(request, operation),
    ...queryMembers(request.query, operation),
    ...call.labels,
  };
}

function bodyMembers(
  body: Buffer,
  { payload, body: names = {} }: Pick<RestOperation, 'payload' | 'body'> = {},
  parseBody: (body: Buffer) => Members,
): Members {
  if (payload === undefined) return renamed(parseBody(body), names);
  if (payload.kind === 'bytes') return { [payload.member]: body };
  if (payload.kind === 'text') return { [payload.member]: body.toString('utf8') };
  return body.length === 0 ? {} : { [payload.member]: parseBody(body) };
}

const renamed = (members: Members, names: Readonly<Record<string, string>>): Members =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [ownValue(names, name) ?? name, value]));

/** Without a model the names on the wire are the best there are. */
function queryMembers(query: URLSearchParams, operation: RestOperation | undefined): Members {
  const bindings = operation?.query ?? {};
  const members: Members = {};
  const others: Record<string, string> = {};
  for (const name of new Set(query.keys())) {
    const binding = ownValue(bindings, name);
    if (binding !== undefined) Object.assign(members, bind(binding, query.getAll(name)));
    else others[name] = query.get(name) ?? '';
  }
  if (operation === undefined) return others;
  return operation.queryMap === undefined ? members : { ...members, [operation.queryMap]: others };
}

function headerMembers({ headers }: HttpRequest, operation: RestOperation | undefined): Members {
  const members: Members = {};
  for (const [name, value] of Object.entries(headers)) {
    const binding = ownValue(operation?.headers ?? {}, name);
    if (binding !== undefined) Object.assign(members, bind(binding, [value]));
  }
  for (const [prefix, member] of Object.entries(operation?.headerMap ?? {})) {
    members[member] = withPrefix(headers, prefix);
  }
  return members;
}

const withPrefix = (headers: HttpRequest['headers'], prefix: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );

/** `limit:number` and `["5"]` -> `{ limit: 5 }`. What cannot be read as its type stays text, for the service to refuse. */
function bind(binding: string, values: readonly string[]): Members {
  const [member = binding, kind] = binding.split(':');
  return { [member]: convert(kind, values) };
}

function convert(kind: string | undefined, values: readonly string[]): unknown {
  const text = values[0] ?? '';
  if (kind === 'list') return values;
  if (kind === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return text;
}

const ownValue = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
