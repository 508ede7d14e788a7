import { readFunctionUri } from '../../../aws/apigateway/functionUri';
import type { EndpointRoute } from '../../../aws/backend';
import type { ListedMethod } from './controlPlane';
import type { KnownApi } from './regionCatalog';

const DEFAULT_STAGE = '$default';

/** With the resource and method that answer, and the call behind them; undefined when none does. */
export function withMethod(route: EndpointRoute, api: KnownApi, method: string): EndpointRoute | undefined {
  const placed = inStage(route, api);
  const variables = api.stages.get(placed.stage);
  if (variables === undefined) return undefined;
  const match = api.tree.match(method, placed.path);
  if (match === undefined && api.fallback === undefined) return undefined;
  const answering = match
    ? { resourcePath: match.resource.path, resourceMethod: match.methodName }
    : { resourcePath: api.fallback?.routeKey ?? '', resourceMethod: 'ANY' };
  return { ...placed, ...answering, ...behind(match?.method ?? api.fallback, variables) };
}

/** The stage `$default` of an HTTP API is not named in the path: what was taken for a stage is the path's beginning. */
function inStage(route: EndpointRoute, { stages }: KnownApi): EndpointRoute {
  const { stage, path } = route;
  if (stages.has(stage) || !stages.has(DEFAULT_STAGE)) return route;
  return { ...route, stage: DEFAULT_STAGE, path: stage === '' ? path : `/${stage}${path}` };
}

function behind(
  method: Pick<ListedMethod, 'uri'> | undefined,
  variables: Readonly<Record<string, string>>,
): Pick<EndpointRoute, 'behind'> {
  const called = readFunctionUri(method?.uri, variables);
  return called ? { behind: { service: 'lambda', operation: 'Invoke', region: called.region } } : {};
}
