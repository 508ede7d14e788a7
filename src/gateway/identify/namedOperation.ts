import type { HttpRequest } from '../../aws/http';

/** How the operation is named in the request, where it is named. */
export interface NamedOperation {
  readonly protocol: 'query' | 'json-1.0' | 'json-1.1' | 'rpc-v2-cbor';
  readonly operation: string;
  /** What stands before the operation in `X-Amz-Target`, or in an rpc-v2-cbor path: `DynamoDB_20120810`. */
  readonly target?: string;
  /** `Version` of a Query request: `2015-12-01`. */
  readonly version?: string;
}

/** The operation that `X-Amz-Target`, an rpc-v2-cbor path or `Action` names. */
export const readNamedOperation = (request: HttpRequest): NamedOperation | undefined =>
  readTarget(request) ?? readCborPath(request) ?? readAction(request);

function readTarget({ headers }: HttpRequest): NamedOperation | undefined {
  const named = headers['x-amz-target'];
  const dot = named?.lastIndexOf('.') ?? -1;
  if (named === undefined || dot < 1) return undefined;
  const operation = named.slice(dot + 1);
  if (!isName(operation)) return undefined;
  const is10 = headers['content-type']?.startsWith('application/x-amz-json-1.0');
  return { protocol: is10 ? 'json-1.0' : 'json-1.1', operation, target: named.slice(0, dot) };
}

function readCborPath({ headers, path }: HttpRequest): NamedOperation | undefined {
  if (headers['smithy-protocol'] !== 'rpc-v2-cbor') return undefined;
  const [, target, operation] = /\/service\/([\w.-]+)\/operation\/(\w+)$/.exec(path) ?? [];
  return operation === undefined ? undefined : { protocol: 'rpc-v2-cbor', operation, target };
}

function readAction({ headers, query, body }: HttpRequest): NamedOperation | undefined {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const form = isForm ? new URLSearchParams(body.toString('utf8')) : query;
  const operation = form.get('Action') ?? query.get('Action');
  if (!operation || !isName(operation)) return undefined;
  return { protocol: 'query', operation, version: form.get('Version') ?? query.get('Version') ?? '' };
}

const isName = (text: string): boolean => /^\w+$/.test(text);
