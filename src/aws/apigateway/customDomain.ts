import type { EndpointRoute } from '../backend';

/** What leads from a path under a custom domain to a stage of an API. */
export interface BasePath {
  /** `(none)` for the empty one; of an HTTP API it may have several segments. */
  readonly basePath: string;
  readonly restApiId: string;
  /** Absent: the caller names the stage in the path. */
  readonly stage?: string;
}

type Target = Pick<EndpointRoute, 'apiId' | 'stage' | 'path' | 'domainPath'>;

/** The domain names that answer to a host, the first of them first: `api.example.com`, `*.example.com`. */
export function domainsFor(host: string): readonly string[] {
  const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  return [name, name.replace(/^[^.]+/, '*')];
}

const lengthOf = ({ basePath }: BasePath): number => (basePath === '(none)' ? 0 : basePath.length);

/** Nothing is mapped there: a route that leads to no API, so that the domain's region still counts. */
const NOWHERE: Target = { apiId: '', stage: '', path: '/' };

/** The mapping with the longest base path that the request's path begins with, and the path that remains. */
export function followMapping(mappings: readonly BasePath[], path: string): Target {
  const mapping = mappings
    .filter(({ basePath }) => basePath === '(none)' || `${path}/`.startsWith(`/${basePath}/`))
    .sort((a, b) => lengthOf(b) - lengthOf(a))[0];
  if (mapping === undefined) return { ...NOWHERE, path };
  const apiId = mapping.restApiId;
  const domainPath = mapping.basePath === '(none)' ? '' : `/${mapping.basePath}`;
  const inside = path.slice(domainPath.length) || '/';
  if (mapping.stage !== undefined) return { apiId, stage: mapping.stage, path: inside, domainPath };
  const [, stage = ''] = inside.split('/');
  return { apiId, stage, path: inside.slice(stage.length + 1) || '/', domainPath: `${domainPath}/${stage}` };
}
