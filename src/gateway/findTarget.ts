import { isIP } from 'node:net';
import type { Backend, EndpointAddress, EndpointRoute } from '../aws/backend';
import type { HttpReply, RequestHead } from '../aws/http';
import type { Guard } from './guard';
import { hostOf } from './http/hostOf';
import { jsonReply } from './http/jsonReply';
import { readApiAddress } from './identify/endpointAddress';
import { readServiceHost } from './identify/serviceHost';
import { readSigningScope } from './identify/signingScope';

/** Where a request goes, as far as can be said before its body is read. */
export type Target =
  | { readonly kind: 'control' }
  | { readonly kind: 'endpoint'; readonly route: EndpointRoute }
  | { readonly kind: 'call' }
  | { readonly kind: 'other' }
  | { readonly kind: 'refused'; readonly reply: HttpReply };

/**
 *   {api}.execute-api.*, custom domain  -> endpoint, whatever the path and Origin
 *   a Host that is not the engine's     -> 403
 *   /_aws/execute-api/, _user_request_  -> endpoint, whatever the Origin
 *   a foreign Origin                    -> 403
 *   /_localstack/, /_chaos/, /_aws/     -> the engine itself, or the backend where the engine has no such path
 *   all else                            -> an AWS API call
 */
export async function findTarget(head: RequestHead, backend: Backend, guard: Guard): Promise<Target> {
  const host = hostOf(head);
  const address = readApiAddress(host, head.path);
  if (address !== undefined && isApiHost(host)) return findEndpoint(address, head, backend);
  const route = isEngineHost(host, head, guard) ? undefined : await findDomain(host, head, backend);
  if (route !== undefined) return { kind: 'endpoint', route };
  const foreign = guard.refuseHost(head);
  if (foreign !== undefined) return { kind: 'refused', reply: foreign };
  if (address !== undefined) return findEndpoint(address, head, backend);
  const refused = guard.refuseOrigin(head);
  if (refused !== undefined) return { kind: 'refused', reply: refused };
  if (!isOwnPath(head.path)) return { kind: 'call' };
  return { kind: backend.hasPath(head.path) ? 'other' : 'control' };
}

const isApiHost = (host: string): boolean => /^[a-z0-9]+\.execute-api\./.test(host);

const isOwnPath = (path: string): boolean => /^\/_(localstack|chaos|aws)(\/|$)/.test(path);

/** Never a custom domain: an address, a single name, and under a name of the engine what is plainly meant for it. */
const isEngineHost = (host: string, head: RequestHead, guard: Guard): boolean =>
  !host.includes('.') || isIP(host) !== 0 || (guard.allowsHost(host) && isForEngine(host, head));

const isForEngine = (host: string, head: RequestHead): boolean =>
  isOwnPath(head.path) || readServiceHost(host).service !== undefined || isApiCall(head);

/** Signed for an AWS API; calls of endpoints may be signed as well, but as such. */
const isApiCall = (head: RequestHead): boolean =>
  (readSigningScope(head)?.service ?? ENDPOINT_SERVICE) !== ENDPOINT_SERVICE;

const ENDPOINT_SERVICE = 'execute-api';

const findDomain = (host: string, head: RequestHead, backend: Backend) =>
  backend.route({ kind: 'domain', host, path: head.path }, head);

async function findEndpoint(address: EndpointAddress, head: RequestHead, backend: Backend): Promise<Target> {
  const route = await backend.route(address, head);
  return route ? { kind: 'endpoint', route } : { kind: 'refused', reply: unknownApi(address) };
}

const unknownApi = (address: EndpointAddress): HttpReply =>
  jsonReply(404, {
    message:
      address.kind === 'api'
        ? `No API "${address.apiId}" with a stage "${address.stage}" is deployed in this engine. Deploy it, or check its id and stage.`
        : `No API is deployed behind "${address.host}".`,
  });
