import type { BasePath } from '../../../aws/apigateway/customDomain';

/** One method of an API. */
export interface ListedMethod {
  /** Upper case, or `ANY`. */
  readonly name: string;
  /** The URI of its integration, where it calls something. */
  readonly uri?: string;
}

export interface ListedResource {
  /** `/v1/{proxy+}` */
  readonly path: string;
  /** Those that have an integration. */
  readonly methods: readonly ListedMethod[];
}

export interface ListedApi {
  readonly resources: readonly ListedResource[];
  /** Answers what no resource does: the route `$default` of an HTTP API, `$connect` of a WebSocket API. */
  readonly fallback?: { readonly routeKey: string; readonly uri?: string };
  /** By stage name: the stage's variables. */
  readonly stages: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** What the catalogue asks of one of an emulator's two API Gateways. Everything rejects when it cannot be read. */
export interface ControlPlane {
  /** The ids of the APIs in a region. */
  apis(region: string): Promise<ReadonlySet<string>>;
  api(region: string, id: string): Promise<ListedApi>;
  /** The custom domains of a region, each with its mappings. */
  domains(region: string): Promise<ReadonlyMap<string, readonly BasePath[]>>;
  close(): void;
}
