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

/** As whom a region is asked: emulators keep accounts apart by the access key. */
export interface Caller {
  readonly region: string;
  readonly accessKeyId: string;
}

/** One account of an emulator, as one of its two API Gateways shows it. Everything rejects when it cannot be read. */
export interface AccountControlPlane {
  apis(caller: Caller): Promise<ReadonlySet<string>>;
  api(caller: Caller, id: string): Promise<ListedApi>;
  domains(caller: Caller): Promise<ReadonlyMap<string, readonly BasePath[]>>;
  close(): void;
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
