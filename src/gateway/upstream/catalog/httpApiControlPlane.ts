import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import type { BasePath } from '../../../aws/apigateway/customDomain';
import type { Forwarder } from '../forwarder';
import type { AccountControlPlane, Caller, ListedApi, ListedMethod, ListedResource } from './controlPlane';

const TIMEOUT_MS = 3000;
const MAX_PAGES = 50;
/** From an emulator that has no such control plane: then it has no such APIs either. */
const ABSENT: readonly number[] = [404, 501];

const name = v.optional(v.string(), '');
const api = v.object({ apiId: name });
const route = v.object({ routeKey: name, target: name });
const integration = v.object({
  integrationId: name,
  integrationType: name,
  integrationSubtype: v.nullish(v.string()),
  integrationUri: v.nullish(v.string()),
});
const stage = v.object({ stageName: name, stageVariables: v.nullish(v.record(v.string(), v.string())) });
const domain = v.object({ domainName: name });
const mapping = v.object({ apiId: name, stage: name, apiMappingKey: v.nullish(v.string()) });

/**
 * HTTP and WebSocket APIs, whose control plane is another one than that of REST APIs. No client of AWS's own is needed
 * for five reads of JSON; the signature names the caller and is not more than that, since emulators do not check it.
 */
export class HttpApiControlPlane implements AccountControlPlane {
  constructor(private readonly forwarder: Forwarder) {}

  async apis(caller: Caller): Promise<ReadonlySet<string>> {
    const apis = await this.list(caller, '/v2/apis', api, ABSENT);
    return new Set(apis.map(({ apiId }) => apiId));
  }

  async api(caller: Caller, id: string): Promise<ListedApi> {
    const path = `/v2/apis/${encodeURIComponent(id)}`;
    const [routes, integrations, stages] = await Promise.all([
      this.list(caller, `${path}/routes`, route),
      this.list(caller, `${path}/integrations`, integration),
      this.list(caller, `${path}/stages`, stage),
    ]);
    const uris = new Map(
      integrations.map((each) => [`integrations/${each.integrationId}`, functionUri(each)]),
    );
    const methods = routes.map(({ routeKey, target }) => ({ routeKey, ...withUri(uris.get(target)) }));
    const fallback = methods.find(({ routeKey }) => routeKey === '$default' || routeKey === '$connect');
    return {
      resources: resourcesOf(methods),
      ...(fallback && { fallback }),
      stages: new Map(stages.map(({ stageName, stageVariables }) => [stageName, stageVariables ?? {}])),
    };
  }

  async domains(caller: Caller): Promise<ReadonlyMap<string, readonly BasePath[]>> {
    const domains = await this.list(caller, '/v2/domainnames', domain, ABSENT);
    const entries = domains.map(async ({ domainName }) => {
      const path = `/v2/domainnames/${encodeURIComponent(domainName)}/apimappings`;
      const mappings = await this.list(caller, path, mapping);
      return [domainName.toLowerCase(), mappings.map(basePath)] as const;
    });
    return new Map(await Promise.all(entries));
  }

  close(): void {}

  private async list<T>(
    caller: Caller,
    path: string,
    item: v.GenericSchema<unknown, T>,
    absent: readonly number[] = [],
  ): Promise<T[]> {
    const page = v.object({ items: v.nullish(v.array(item)), nextToken: v.nullish(v.string()) });
    const all: T[] = [];
    let token = '';
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const said = await this.ask(caller, `${path}?maxResults=500${token}`, absent);
      const { items, nextToken } = v.parse(page, said);
      all.push(...(items ?? []));
      const next = nextToken ? `&nextToken=${encodeURIComponent(nextToken)}` : '';
      if (next === '' || next === token) break;
      token = next;
    }
    return all;
  }

  private async ask(caller: Caller, path: string, absent: readonly number[]): Promise<unknown> {
    const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const credential = `${caller.accessKeyId}/${today}/${caller.region}/apigateway/aws4_request`;
    const signature = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`;
    // An engine of ours that stands behind lets it past its own rules.
    const headers = ['Authorization', signature, 'x-chaos-bypass', '1'];
    const { status, stream } = await this.forwarder.ask(path, AbortSignal.timeout(TIMEOUT_MS), headers);
    const body = await text(stream);
    if (absent.includes(status)) return {};
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return JSON.parse(body);
  }
}

interface Routed {
  readonly routeKey: string;
  readonly uri?: string;
}

const withUri = (uri: string | undefined): { uri?: string } => (uri === undefined ? {} : { uri });

/** `GET /pets/{id}` by path. */
function resourcesOf(routed: readonly Routed[]): ListedResource[] {
  const byPath = new Map<string, ListedMethod[]>();
  for (const { routeKey, uri } of routed) {
    const [, name, path] = /^([A-Z]+) (\/.*)$/.exec(routeKey) ?? [];
    if (name === undefined || path === undefined) continue;
    byPath.set(path, [...(byPath.get(path) ?? []), { name, ...withUri(uri) }]);
  }
  return [...byPath].map(([path, methods]) => ({ path, methods }));
}

/** Of an integration with a function: one with a subtype calls another service (`SQS-SendMessage`). */
const functionUri = (called: v.InferOutput<typeof integration>): string | undefined =>
  /^AWS(_PROXY)?$/.test(called.integrationType) && !called.integrationSubtype
    ? (called.integrationUri ?? undefined)
    : undefined;

const basePath = ({ apiId, stage, apiMappingKey }: v.InferOutput<typeof mapping>): BasePath => ({
  basePath: apiMappingKey || '(none)',
  restApiId: apiId,
  ...(stage && { stage }),
});
