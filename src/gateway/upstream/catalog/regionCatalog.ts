import type { BasePath } from '../../../aws/apigateway/customDomain';
import { createResourceTree, type ResourceTree } from '../../../aws/apigateway/resourceTree';
import type { ControlPlane, ListedApi, ListedMethod, ListedResource } from './controlPlane';
import { Remembered } from './remembered';

/** REST APIs and the others (HTTP, WebSocket) have control planes of their own. */
export type ApiKind = 'rest' | 'http';

/** An API made ready to tell which of its methods answers. */
export interface KnownApi extends Pick<ListedApi, 'stages' | 'fallback'> {
  readonly tree: ResourceTree<ListedResource, ListedMethod>;
}

/** What is known of one region's APIs of one kind, and of its domains. */
export class RegionCatalog {
  readonly apis: Remembered<ReadonlySet<string>>;
  readonly domains: Remembered<ReadonlyMap<string, readonly BasePath[]>>;
  private readonly byId = new Map<string, Remembered<KnownApi>>();

  constructor(
    readonly region: string,
    readonly kind: ApiKind,
    private readonly controlPlane: ControlPlane,
    private readonly now: () => number,
  ) {
    this.apis = new Remembered(() => controlPlane.apis(region), now);
    this.domains = new Remembered(() => controlPlane.domains(region), now);
  }

  api(id: string): Remembered<KnownApi> {
    const known = this.byId.get(id);
    if (known !== undefined) return known;
    const api = new Remembered(async () => knownApi(await this.controlPlane.api(this.region, id)), this.now);
    this.byId.set(id, api);
    return api;
  }

  /** Something was written: nothing that is known holds any more. */
  outdate(): void {
    for (const id of this.byId.keys()) if (!this.apis.known?.has(id)) this.byId.delete(id);
    for (const each of [this.apis, this.domains, ...this.byId.values()]) each.outdate();
  }
}

const knownApi = ({ resources, ...api }: ListedApi): KnownApi => ({
  ...api,
  tree: createResourceTree(
    resources,
    ({ methods }) => new Map(methods.map((method) => [method.name, method])),
  ),
});
