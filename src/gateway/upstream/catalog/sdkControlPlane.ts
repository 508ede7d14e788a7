import type { APIGatewayClient, BasePathMapping, Resource } from '@aws-sdk/client-api-gateway';
import type { BasePath } from '../../../aws/apigateway/customDomain';
import type { AccountControlPlane, Caller, ListedMethod, ListedResource } from './controlPlane';

export interface SdkControlPlaneOptions {
  readonly url: string;
  /** Name and value of a header that each question carries. */
  readonly mark: readonly [name: string, value: string];
}

type Sdk = typeof import('@aws-sdk/client-api-gateway');

/** The most that API Gateway gives in one answer; a server that begins again and again is not followed. */
const paging = { pageSize: 500, stopOnSameToken: true };
const TIMEOUT_MS = 5000;
const MAX_CLIENTS = 100;

/** Reads through AWS's own client, which takes a while to load: not before it is needed. */
export class SdkControlPlane implements AccountControlPlane {
  /** By region and access key, the one that was opened first comes first. */
  private readonly clients = new Map<string, APIGatewayClient>();
  private sdk: Promise<Sdk> | undefined;

  constructor(private readonly options: SdkControlPlaneOptions) {}

  async apis(caller: Caller): Promise<ReadonlySet<string>> {
    const { client, paginateGetRestApis } = await this.open(caller);
    const apis = await itemsOf(paginateGetRestApis({ client, ...paging }, {}));
    return new Set(apis.map(({ id = '' }) => id));
  }

  async api(caller: Caller, restApiId: string) {
    const { client, GetStagesCommand, paginateGetResources } = await this.open(caller);
    const pages = paginateGetResources({ client, ...paging }, { restApiId, embed: ['methods'] });
    const [resources, { item: stages = [] }] = await Promise.all([
      itemsOf(pages),
      client.send(new GetStagesCommand({ restApiId })),
    ]);
    return {
      resources: resources.map(listed),
      stages: new Map(stages.map(({ stageName = '', variables = {} }) => [stageName, variables])),
    };
  }

  async domains(caller: Caller): Promise<ReadonlyMap<string, readonly BasePath[]>> {
    const { client, paginateGetDomainNames } = await this.open(caller);
    const domains = await itemsOf(paginateGetDomainNames({ client, ...paging }, {}));
    const entries = domains.map(async ({ domainName = '' }) => {
      return [domainName.toLowerCase(), await this.mappings(caller, domainName)] as const;
    });
    return new Map(await Promise.all(entries));
  }

  close(): void {
    for (const client of this.clients.values()) client.destroy();
    this.clients.clear();
  }

  private async mappings(caller: Caller, domainName: string): Promise<BasePath[]> {
    const { client, paginateGetBasePathMappings } = await this.open(caller);
    const mappings = await itemsOf(paginateGetBasePathMappings({ client, ...paging }, { domainName }));
    return mappings.map(basePath);
  }

  private async open(caller: Caller): Promise<Sdk & { readonly client: APIGatewayClient }> {
    this.sdk ??= loadSdk();
    const sdk = await this.sdk;
    return { ...sdk, client: this.clientFor(sdk, caller) };
  }

  private clientFor(sdk: Sdk, caller: Caller): APIGatewayClient {
    const name = `${caller.region} ${caller.accessKeyId}`;
    const known = this.clients.get(name);
    if (known !== undefined) return known;
    for (const [oldest, client] of this.clients) {
      if (this.clients.size < MAX_CLIENTS) break;
      client.destroy();
      this.clients.delete(oldest);
    }
    const client = this.connect(sdk, caller);
    this.clients.set(name, client);
    return client;
  }

  private connect({ APIGatewayClient }: Sdk, { region, accessKeyId }: Caller): APIGatewayClient {
    const client = new APIGatewayClient({
      endpoint: this.options.url,
      region,
      credentials: { accessKeyId, secretAccessKey: 'test' },
      maxAttempts: 1, // whoever needs it asks again
      requestHandler: { connectionTimeout: TIMEOUT_MS, requestTimeout: TIMEOUT_MS },
    });
    const [mark, value] = this.options.mark;
    // An engine of ours that stands behind lets it past its own rules.
    client.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        headers['x-chaos-bypass'] = '1';
        headers[mark] = value;
        return next(args);
      },
      { step: 'build', name: 'chaosBypass' },
    );
    return client;
  }
}

async function loadSdk(): Promise<Sdk> {
  // Its advice to update Node is nothing that a user of the gateway could follow.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return import('@aws-sdk/client-api-gateway');
}

async function itemsOf<T>(pages: AsyncIterable<{ readonly items?: T[] | undefined }>): Promise<T[]> {
  const all: T[] = [];
  for await (const { items = [] } of pages) all.push(...items);
  return all;
}

const listed = ({ path = '/', resourceMethods = {} }: Resource): ListedResource => ({
  path,
  methods: Object.entries(resourceMethods).flatMap(([name, { methodIntegration }]): ListedMethod[] => {
    if (methodIntegration === undefined) return [];
    const { uri } = methodIntegration;
    return [{ name, ...(uri !== undefined && { uri }) }];
  }),
});

const basePath = ({ basePath: path, restApiId = '', stage }: BasePathMapping): BasePath => ({
  basePath: path || '(none)',
  restApiId,
  ...(stage && stage !== '(none)' && { stage }),
});
