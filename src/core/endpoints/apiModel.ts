import type { Endpoint, FunctionDetails, Integration } from './endpoint';
import { type IntegrationSource, readIntegration } from './integration';

/** What discovery read of one REST API. */
export interface DiscoveredApi {
  readonly id: string;
  readonly name: string;
  readonly stages: readonly string[];
  readonly methods: readonly DiscoveredMethod[];
}

export interface DiscoveredMethod {
  /** Upper case, or `ANY`. */
  readonly method: string;
  /** As the resource is written: `/v1/{proxy+}`. */
  readonly path: string;
  readonly integration?: IntegrationSource;
}

/** A base path mapping of a custom domain. */
export interface DiscoveredMapping {
  readonly domain: string;
  /** Without slashes; empty for the root. */
  readonly basePath: string;
  readonly apiId: string;
  /** Absent when the first segment of the path names the stage. */
  readonly stage?: string;
}

export interface DiscoveredRegion {
  readonly region: string;
  readonly apis: readonly DiscoveredApi[];
  readonly mappings: readonly DiscoveredMapping[];
  /** The functions of the region by name; absent when they could not be read, or no API has one behind it. */
  readonly functions?: ReadonlyMap<string, FunctionDetails>;
}

/** Every method of every stage, by the stage's URL and by each domain that maps to it. */
export const endpointsOf = (discovered: DiscoveredRegion, engine: string): Endpoint[] =>
  discovered.apis.flatMap((api) =>
    api.stages.flatMap((stage) =>
      waysTo(discovered, api, stage, engine).flatMap((way) =>
        api.methods.map((method) => endpointOf(discovered, api, stage, way, method)),
      ),
    ),
  );

/** One way to reach a stage: where its paths begin. */
interface Way {
  /** Second part of the endpoint ids. */
  readonly key: string;
  readonly base: string;
  readonly domain?: string;
}

const waysTo = (discovered: DiscoveredRegion, api: DiscoveredApi, stage: string, engine: string): Way[] => {
  const direct = { key: `${api.id}/${stage}`, base: `${engine}/_aws/execute-api/${api.id}/${stage}` };
  const mapped = discovered.mappings
    .filter((mapping) => mapping.apiId === api.id && (mapping.stage ?? stage) === stage)
    .map(({ domain, basePath, stage: named }) => {
      const prefix = [basePath, named === undefined ? stage : '']
        .filter(Boolean)
        .map((part) => `/${part}`)
        .join('');
      return { key: `${domain}${prefix}`, base: `${engine}${prefix}`, domain };
    });
  return [direct, ...mapped];
};

const endpointOf = (
  discovered: DiscoveredRegion,
  api: DiscoveredApi,
  stage: string,
  way: Way,
  { method, path, integration }: DiscoveredMethod,
): Endpoint => ({
  id: `${discovered.region}/${way.key} ${method} ${path}`,
  region: discovered.region,
  apiId: api.id,
  apiName: api.name,
  stage,
  method,
  path,
  url: way.base + path,
  ...(way.domain ? { domain: way.domain, host: way.domain } : {}),
  integration: withDetails(readIntegration(integration), discovered),
  probeable: method === 'GET' && !path.includes('{'),
});

/** What is known of the function behind a method. Its name may not be known before a request (stage variables). */
const withDetails = (integration: Integration, { region, functions }: DiscoveredRegion): Integration => {
  if (integration.kind !== 'lambda' || integration.region !== region || !functions) return integration;
  const details = functions.get(integration.functionName);
  if (details) return { ...integration, details };
  return /\$\{/.test(integration.functionName) ? integration : { ...integration, missing: true };
};
