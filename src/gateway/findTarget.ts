import type { Backend, EndpointAddress, EndpointRoute } from '../aws/backend';
import type { HttpReply } from '../aws/http';
import type { Guard } from './guard';
import { hostOf } from './http/hostOf';
import { jsonReply } from './http/jsonReply';
import type { RequestHead } from './http/requestHead';
import { readApiAddress } from './identify/endpointAddress';

/** Where a request goes, as far as can be said before its body is read. */
export type Target =
  | { readonly kind: 'control' }
  | { readonly kind: 'endpoint'; readonly route: EndpointRoute }
  | { readonly kind: 'call' }
  | { readonly kind: 'refused'; readonly reply: HttpReply };

/**
 *   {api}.execute-api.*, custom domain  -> endpoint, whatever the path and Origin
 *   a Host that is not the engine's     -> 403
 *   /_aws/execute-api/, _user_request_  -> endpoint, whatever the Origin
 *   a foreign Origin                    -> 403
 *   /_localstack/, /_chaos/             -> the engine itself
 *   all else                            -> an AWS API call
 */
export function findTarget(head: RequestHead, backend: Backend, guard: Guard): Target {
  const host = hostOf(head);
  const address = readApiAddress(host, head.path);
  if (address !== undefined && isApiHost(host)) return findEndpoint(address, head, backend);
  const route = isEngineHost(host, head, guard) ? undefined : findDomain(host, head, backend);
  if (route !== undefined) return { kind: 'endpoint', route };
  const foreign = guard.refuseHost(head);
  if (foreign !== undefined) return { kind: 'refused', reply: foreign };
  if (address !== undefined) return findEndpoint(address, head, backend);
  const refused = guard.refuseOrigin(head);
  if (refused !== undefined) return { kind: 'refused', reply: refused };
  return { kind: isOwnPath(head.path) ? 'control' : 'call' };
}

const isApiHost = (host: string): boolean => /^[a-z0-9]+\.execute-api\./.test(host);

const isOwnPath = (path: string): boolean => /^\/_(localstack|chaos|aws)(\/|$)/.test(path);

/** Never a custom domain: a bare address of the engine, or a path of its own under one of its names. */
const isEngineHost = (host: string, { path }: RequestHead, guard: Guard): boolean =>
  guard.allowsHost(host) && (!host.includes('.') || /^[\d.]+$/.test(host) || isOwnPath(path));

const findDomain = (host: string, { path, method }: RequestHead, backend: Backend) =>
  backend.route({ kind: 'domain', host, path }, method);

function findEndpoint(address: EndpointAddress, { method }: RequestHead, backend: Backend): Target {
  const route = backend.route(address, method);
  return route ? { kind: 'endpoint', route } : { kind: 'refused', reply: unknownApi(address) };
}

const unknownApi = (address: EndpointAddress): HttpReply =>
  jsonReply(404, {
    message:
      address.kind === 'api'
        ? `No API "${address.apiId}" with a stage "${address.stage}" is deployed in this engine. Deploy it, or check its id and stage.`
        : `No API is deployed behind "${address.host}".`,
  });
