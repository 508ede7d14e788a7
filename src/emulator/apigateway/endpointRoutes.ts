import { domainsFor, followMapping } from '../../aws/apigateway/customDomain';
import type { EndpointAddress, EndpointRoute } from '../../aws/backend';
import { type ApiGatewayState, idOf } from './apiGatewayState';
import { compileApi } from './invoke/compiledApi';
import type { DomainName } from './model';

type OwnRoute = { -readonly [K in keyof EndpointRoute]: EndpointRoute[K] };
type Address<K extends EndpointAddress['kind']> = Extract<EndpointAddress, { kind: K }>;

/** Finds whose request an address names. A domain kept in several regions answers from `homeRegion` if it is there. */
export class EndpointRoutes {
  private readonly regionOfApi = new Map<string, string>();

  constructor(
    private readonly state: ApiGatewayState,
    private readonly homeRegion: string,
  ) {}

  find(address: EndpointAddress, method: string): EndpointRoute | undefined {
    return address.kind === 'api' ? this.findApi(address, method) : this.findDomain(address, method);
  }

  private findApi({ apiId, stage, path }: Address<'api'>, method: string): EndpointRoute | undefined {
    const region = this.locate(apiId);
    if (region === undefined) return undefined;
    return this.withResource({ region, apiId, stage, path: absolute(path) }, method);
  }

  private findDomain({ host, path }: Address<'domain'>, method: string): EndpointRoute | undefined {
    const found = this.domainNamed(host);
    if (found === undefined) return undefined;
    const { region, domain } = found;
    const target = followMapping(this.state.mappingsOfDomain(region, domain.domainName), absolute(path));
    return this.withResource({ region, domain: domain.domainName, ...target }, method);
  }

  /** `api.example.com`, or the wildcard domain above it. */
  private domainNamed(host: string): { region: string; domain: DomainName } | undefined {
    const regions = [this.homeRegion, ...this.state.domainNames.all().map(({ region }) => region)];
    for (const name of domainsFor(host)) {
      for (const region of regions) {
        const domain = this.state.domainNames.get(region, name);
        if (domain !== undefined) return { region, domain };
      }
    }
    return undefined;
  }

  /** Completes a route that is nobody else's yet: a copy of it for each request would be felt. */
  private withResource(route: OwnRoute, method: string): EndpointRoute {
    const stage = this.state.stages.get(route.region, idOf(route.apiId, route.stage));
    const deployment =
      stage && this.state.deployments.get(route.region, idOf(route.apiId, stage.deploymentId));
    const match = deployment && compileApi(deployment).tree.match(method, route.path);
    if (match === undefined) return route;
    const { resource, methodName } = match;
    route.resourcePath = resource.path;
    route.resourceMethod = methodName;
    return route;
  }

  /** The region of an API. Ids are random, so one is in one region only. */
  private locate(apiId: string): string | undefined {
    const known = this.regionOfApi.get(apiId);
    if (known !== undefined && this.state.restApis.get(known, apiId)) return known;
    const region = this.state.restApis.all().find(({ id }) => id === apiId)?.region;
    if (region === undefined) this.regionOfApi.delete(apiId);
    else this.regionOfApi.set(apiId, region);
    return region;
  }
}

const absolute = (path: string): string => (path.startsWith('/') ? path : `/${path}`);
