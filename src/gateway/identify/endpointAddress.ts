import type { EndpointAddress } from '../../aws/backend';

type ApiAddress = Extract<EndpointAddress, { readonly kind: 'api' }>;

/** The three ways to write the address of a deployed API's stage; the later ones need no host name. */
const inHost = /^([a-z0-9]+)\.execute-api\./;
const hostPath = /^\/([^/]+)(\/.*)?$/;
const inPath = /^\/_aws\/execute-api\/([^/]+)\/([^/]+)(\/.*)?$/;
const oldPath = /^\/restapis\/([^/]+)\/([^/]+)\/_user_request_(\/.*)?$/;

/** The API that a request for an endpoint names. `host` is lower-case, without port. */
export function readApiAddress(host: string, path: string): ApiAddress | undefined {
  const apiId = inHost.exec(host)?.[1];
  if (apiId !== undefined) {
    const [, stage = '', rest] = hostPath.exec(path) ?? [];
    return address(apiId, stage, rest);
  }
  if (!path.startsWith('/_aws/execute-api/') && !path.startsWith('/restapis/')) return undefined;
  const [, pathApi, stage, rest] = inPath.exec(path) ?? oldPath.exec(path) ?? [];
  return pathApi === undefined || stage === undefined ? undefined : address(pathApi, stage, rest);
}

const address = (apiId: string, stage: string, path = '/'): ApiAddress => ({
  kind: 'api',
  apiId,
  stage,
  path,
});
