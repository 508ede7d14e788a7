/** What stands behind a method of an API. */
export type Integration =
  | { readonly kind: 'mock' }
  | {
      readonly kind: 'lambda';
      readonly functionName: string;
      readonly region: string;
      /** Absent when Lambda was not, or could not be, asked. */
      readonly details?: FunctionDetails;
      /** Lambda has no function of this name. */
      readonly missing?: true;
    }
  | { readonly kind: 'http'; readonly uri: string }
  | { readonly kind: 'other'; readonly type: string };

/** A function's settings that explain how its endpoint behaves. */
export interface FunctionDetails {
  readonly runtime: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/** One method of a deployed API stage, reached by its stage URL or by a custom domain. */
export interface Endpoint {
  /** `us-east-1/a1b2c3/local GET /v1/hello`; behind a custom domain `us-east-1/chaos-example.demo.com GET /v1/hello`. */
  readonly id: string;
  readonly region: string;
  readonly apiId: string;
  readonly apiName: string;
  readonly stage: string;
  /** Upper case, or `ANY`. */
  readonly method: string;
  /** As the resource is written: `/v1/{proxy+}`. */
  readonly path: string;
  readonly domain?: string;
  /** What to request: always an origin of the engine. */
  readonly url: string;
  /** The Host header to send, for custom domains. */
  readonly host?: string;
  readonly integration: Integration;
  /** False for what must not be called unasked (not GET, or a path with parameters). */
  readonly probeable: boolean;
}

/** One response of an endpoint. */
export interface Sample {
  /** Unix ms at which the request was sent. */
  readonly at: number;
  /** HTTP status; absent when there was no response. */
  readonly status?: number;
  /** Why there was no response: `timeout`, `ECONNREFUSED`, … */
  readonly error?: string;
  readonly durationMs: number;
  /** The engine said so with `x-chaos-rule`. */
  readonly injected: boolean;
}

export type Health = 'unknown' | 'healthy' | 'degraded' | 'failing';

export interface EndpointState {
  readonly endpoint: Endpoint;
  readonly health: Health;
  /** Oldest first, bounded. */
  readonly samples: readonly Sample[];
  /** Of the answered samples in the window; absent before the first. */
  readonly p95Ms?: number;
}

/** Everything the lab knows of the deployed endpoints. */
export interface EndpointsState {
  readonly endpoints: readonly EndpointState[];
  /** True when the control plane does not answer and these are the last known. */
  readonly stale: boolean;
  /** False until the first discovery has ended. */
  readonly discovered: boolean;
  /** Why discovery failed last time, in a sentence. */
  readonly problem?: string;
}
