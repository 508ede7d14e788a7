import type { AwsCall, CallIdentity } from './awsCall';
import type { HttpReply, HttpRequest } from './http';

/** Where a request for a deployed API points, as read from its URL or its Host header. */
export type EndpointAddress =
  | { readonly kind: 'api'; readonly apiId: string; readonly stage: string; readonly path: string }
  | { readonly kind: 'domain'; readonly host: string; readonly path: string };

/** A deployed API's answer to "whose request is this?". */
export interface EndpointRoute {
  readonly region: string;
  readonly apiId: string;
  readonly stage: string;
  /** Path inside the stage, percent-encoded, beginning with "/". */
  readonly path: string;
  /** The custom domain the request came through. */
  readonly domain?: string;
  /** What of the path leads to the stage under the custom domain: `/shop`; empty for the domain's root. */
  readonly domainPath?: string;
  /** The resource and method of the API that answer this request: `/v1/{proxy+}` and `ANY`; absent when none does. */
  readonly resourcePath?: string;
  readonly resourceMethod?: string;
}

/**
 * Runs a call that the emulator makes itself (API Gateway -> Lambda) through the chaos rules.
 * Rejects with an `AwsError` when a rule fires, otherwise gives what `work` gives.
 */
export type InternalCalls = <T>(call: CallIdentity, work: () => Promise<T>) => Promise<T>;

/** What stands behind the gateway: the embedded emulator, as one handler. */
export interface Backend {
  /** Answers one AWS API call; AWS errors come back as replies in the call's protocol, never as rejections. */
  call(call: AwsCall, request: HttpRequest): Promise<HttpReply>;
  /** Finds the deployed API an address names; undefined when there is none. */
  route(address: EndpointAddress, method: string): EndpointRoute | undefined;
  /** Answers a request to a deployed API. */
  invoke(route: EndpointRoute, request: HttpRequest, internal: InternalCalls): Promise<HttpReply>;
  /** For `/_localstack/health`: service name -> `running` or `available`. */
  services(): Readonly<Record<string, string>>;
  close(): Promise<void>;
}
