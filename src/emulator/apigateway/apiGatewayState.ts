import type { OperationContext } from '../service';
import type { Collection, Store } from '../store';
import { notFound } from './errors';
import type {
  BasePathMapping,
  Deployment,
  DomainName,
  Integration,
  Method,
  Model,
  Resource,
  RestApi,
  Stage,
} from './model';

export type Scope = Pick<OperationContext, 'region' | 'accountId'>;

/** A method together with the resource it is stored in. */
export interface FoundMethod {
  readonly resource: Resource;
  readonly method: Method;
}

/**
 * The collections of API Gateway. What belongs to an API or a domain is kept under `owner/id`.
 * Lookups that must succeed throw the `NotFoundException` AWS gives.
 */
export class ApiGatewayState {
  readonly restApis: Collection<RestApi>;
  readonly resources: Collection<Resource>;
  readonly deployments: Collection<Deployment>;
  readonly stages: Collection<Stage>;
  readonly models: Collection<Model>;
  readonly domainNames: Collection<DomainName>;
  readonly basePathMappings: Collection<BasePathMapping>;

  constructor(store: Store) {
    this.restApis = store.collection('apigateway.restApis');
    this.resources = store.collection('apigateway.resources');
    this.deployments = store.collection('apigateway.deployments');
    this.stages = store.collection('apigateway.stages');
    this.models = store.collection('apigateway.models');
    this.domainNames = store.collection('apigateway.domainNames');
    this.basePathMappings = store.collection('apigateway.basePathMappings');
  }

  restApi({ region, accountId }: Scope, id: string): RestApi {
    return this.restApis.get(region, id) ?? fail(`Invalid API identifier specified ${accountId}:${id}`);
  }

  resource(scope: Scope, apiId: string, id: string): Resource {
    this.restApi(scope, apiId);
    return this.resources.get(scope.region, idOf(apiId, id)) ?? fail('Invalid Resource identifier specified');
  }

  method(scope: Scope, apiId: string, resourceId: string, httpMethod: string): FoundMethod {
    const resource = this.resource(scope, apiId, resourceId);
    const method = own(resource.methods, httpMethod) ?? fail('Invalid Method identifier specified');
    return { resource, method };
  }

  integration(found: FoundMethod): Integration {
    return found.method.methodIntegration ?? fail('Invalid Integration identifier specified');
  }

  deployment(scope: Scope, apiId: string, id: string): Deployment {
    this.restApi(scope, apiId);
    return (
      this.deployments.get(scope.region, idOf(apiId, id)) ?? fail('Invalid Deployment identifier specified')
    );
  }

  stage(scope: Scope, apiId: string, stageName: string): Stage {
    this.restApi(scope, apiId);
    return (
      this.stages.get(scope.region, idOf(apiId, stageName)) ?? fail('Invalid stage identifier specified')
    );
  }

  domainName({ region }: Scope, domainName: string): DomainName {
    return this.domainNames.get(region, domainName) ?? fail('Invalid domain name identifier specified');
  }

  basePathMapping(scope: Scope, domainName: string, basePath: string): BasePathMapping {
    this.domainName(scope, domainName);
    const mapping = this.basePathMappings.get(scope.region, idOf(domainName, basePath));
    return mapping ?? fail('Invalid base path mapping identifier specified');
  }

  putResource({ region }: Scope, resource: Resource): Resource {
    this.resources.put(region, idOf(resource.restApiId, resource.id), resource);
    return resource;
  }

  /** Puts a changed method back into its resource. */
  putMethod(scope: Scope, resource: Resource, method: Method): Method {
    this.putResource(scope, { ...resource, methods: { ...resource.methods, [method.httpMethod]: method } });
    return method;
  }

  putDeployment({ region }: Scope, deployment: Deployment): Deployment {
    this.deployments.put(region, idOf(deployment.restApiId, deployment.id), deployment);
    return deployment;
  }

  putStage({ region }: Scope, stage: Stage): Stage {
    this.stages.put(region, idOf(stage.restApiId, stage.stageName), stage);
    return stage;
  }

  putBasePathMapping({ region }: Scope, mapping: BasePathMapping): BasePathMapping {
    this.basePathMappings.put(region, idOf(mapping.domainName, mapping.basePath), mapping);
    return mapping;
  }

  resourcesOf(scope: Scope, apiId: string): Resource[] {
    return this.resources.list(scope.region).filter(({ restApiId }) => restApiId === apiId);
  }

  stagesOf(scope: Scope, apiId: string): Stage[] {
    return this.stages.list(scope.region).filter(({ restApiId }) => restApiId === apiId);
  }

  deploymentsOf(scope: Scope, apiId: string): Deployment[] {
    return this.deployments.list(scope.region).filter(({ restApiId }) => restApiId === apiId);
  }

  modelsOf(scope: Scope, apiId: string): Model[] {
    return this.models.list(scope.region).filter(({ restApiId }) => restApiId === apiId);
  }

  mappingsOfApi(scope: Scope, apiId: string): BasePathMapping[] {
    return this.basePathMappings.list(scope.region).filter(({ restApiId }) => restApiId === apiId);
  }

  mappingsOfDomain(region: string, name: string): BasePathMapping[] {
    return this.basePathMappings.list(region).filter(({ domainName }) => domainName === name);
  }
}

/** The key of what belongs to an API or a domain. */
export const idOf = (owner: string, id: string): string => `${owner}/${id}`;

/** An entry of a stored map; names from a request never reach the prototype. */
export const own = <T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;

function fail(message: string): never {
  throw notFound(message);
}
