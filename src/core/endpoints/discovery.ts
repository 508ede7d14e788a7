import type { APIGatewayClient, Resource } from '@aws-sdk/client-api-gateway';
import type { DiscoveredApi, DiscoveredMapping, DiscoveredMethod, DiscoveredRegion } from './apiModel';
import { readFunctions } from './functions';
import { readIntegration } from './integration';
import { readPages } from './readPages';
import { type ControlPlaneOptions, sdkClient } from './sdkClient';

export interface DiscoveryOptions extends ControlPlaneOptions {
  /** Items asked for in one call; 500, the most that API Gateway gives, when absent. */
  readonly pageSize?: number;
}

/**
 * Reads the deployed REST APIs of one region through the control plane, as any client could. The calls carry
 * `x-chaos-bypass`, so that a faulted control plane does not blind the lab. Rejects with what the SDK throws.
 */
export const discover = async (options: DiscoveryOptions): Promise<DiscoveredRegion> => {
  const reader = await ControlPlane.open(options);
  try {
    const [apis, mappings] = await Promise.all([reader.apis(), reader.mappings()]);
    const functions = apis.some(invokesFunctions) ? await readFunctions(options) : undefined;
    return { region: options.region, apis, mappings, ...(functions && { functions }) };
  } finally {
    reader.close();
  }
};

type Sdk = typeof import('@aws-sdk/client-api-gateway');

class ControlPlane {
  /** The SDK takes a while to load: not before it is needed. */
  static async open(options: DiscoveryOptions): Promise<ControlPlane> {
    const sdk = await import('@aws-sdk/client-api-gateway');
    return new ControlPlane(sdk, connect(sdk, options), options);
  }

  private constructor(
    private readonly sdk: Sdk,
    private readonly client: APIGatewayClient,
    private readonly asked: DiscoveryOptions,
  ) {}

  close(): void {
    this.client.destroy();
  }

  async apis(): Promise<DiscoveredApi[]> {
    const { GetRestApisCommand } = this.sdk;
    const apis = await readPages((position) =>
      this.client.send(new GetRestApisCommand({ ...this.page(position) }), this.options()),
    );
    return Promise.all(apis.map(({ id = '', name = '' }) => this.api(id, name)));
  }

  /** Of every custom domain. */
  async mappings(): Promise<DiscoveredMapping[]> {
    const { GetDomainNamesCommand } = this.sdk;
    const domains = await readPages((position) =>
      this.client.send(new GetDomainNamesCommand({ ...this.page(position) }), this.options()),
    );
    const mappings = await Promise.all(domains.map(({ domainName = '' }) => this.mappingsOf(domainName)));
    return mappings.flat();
  }

  private async api(id: string, name: string): Promise<DiscoveredApi> {
    const { GetStagesCommand } = this.sdk;
    const [stages, methods] = await Promise.all([
      this.client.send(new GetStagesCommand({ restApiId: id }), this.options()),
      this.methods(id),
    ]);
    return { id, name, methods, stages: (stages.item ?? []).map(({ stageName = '' }) => stageName) };
  }

  private async methods(restApiId: string): Promise<DiscoveredMethod[]> {
    const { GetResourcesCommand } = this.sdk;
    const resources = await readPages((position) =>
      this.client.send(
        new GetResourcesCommand({ restApiId, embed: ['methods'], ...this.page(position) }),
        this.options(),
      ),
    );
    return resources.flatMap(methodsOf).sort(byPath);
  }

  private async mappingsOf(domainName: string): Promise<DiscoveredMapping[]> {
    const { GetBasePathMappingsCommand } = this.sdk;
    const mappings = await readPages((position) =>
      this.client.send(
        new GetBasePathMappingsCommand({ domainName, ...this.page(position) }),
        this.options(),
      ),
    );
    return mappings.map(({ basePath = '', restApiId = '', stage }) => ({
      domain: domainName,
      basePath: basePath === '(none)' ? '' : basePath,
      apiId: restApiId,
      ...(stage && stage !== '(none)' ? { stage } : {}),
    }));
  }

  private page(position: string | undefined) {
    return { limit: this.asked.pageSize ?? 500, position };
  }

  private options() {
    return this.asked.signal ? { abortSignal: this.asked.signal } : {};
  }
}

const connect = ({ APIGatewayClient }: Sdk, options: DiscoveryOptions) =>
  sdkClient((configuration) => new APIGatewayClient(configuration), options);

const methodsOf = ({ path = '/', resourceMethods = {} }: Resource): DiscoveredMethod[] =>
  Object.entries(resourceMethods).map(([method, { methodIntegration }]) => ({
    method,
    path,
    ...(methodIntegration ? { integration: integrationOf(methodIntegration) } : {}),
  }));

const integrationOf = ({ type, uri }: { type?: string | undefined; uri?: string | undefined }) => ({
  ...(type ? { type } : {}),
  ...(uri ? { uri } : {}),
});

const byPath = (a: DiscoveredMethod, b: DiscoveredMethod) =>
  a.path.localeCompare(b.path) || a.method.localeCompare(b.method);

const invokesFunctions = ({ methods }: DiscoveredApi) =>
  methods.some(({ integration }) => readIntegration(integration).kind === 'lambda');
