import type { AwsCall, CallIdentity } from './awsCall';
import type { AwsError } from './awsError';
import type { HttpAnswer, HttpReply, HttpRequest, IncomingRequest, RequestHead } from './http';
import type { Waiting } from './waiting';

/** Where a request for a deployed API points, as read from its URL or its Host header. */
export type EndpointAddress =
  | { readonly kind: 'api'; readonly apiId: string; readonly stage: string; readonly path: string }
  | { readonly kind: 'domain'; readonly host: string; readonly path: string };

/** A deployed API's answer to "whose request is this?". */
export interface EndpointRoute {
  /** Empty when it is not known: then only rules without a region fit. */
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
  /** An HTTP or WebSocket API: it says in another way than a REST API what goes wrong. */
  readonly isHttpApi?: true;
  /** The call that the API makes to answer, where the backend makes it out of the gateway's sight. */
  readonly behind?: CallIdentity;
}

/**
 * Runs a call that the emulator makes itself (API Gateway -> Lambda) through the chaos rules.
 * Rejects with an `AwsError` when a rule fires, otherwise gives what `work` gives.
 */
export type InternalCalls = <T>(call: CallIdentity, work: () => Promise<T>) => Promise<T>;

/** AWS in this process: takes requests that are complete. */
export interface EmbeddedAws {
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

/**
 * What stands behind the gateway: AWS embedded in this process, or an emulator that requests are passed on to. Bodies
 * may still be on their way in both directions; `waiting` tells when nobody waits for the answer any more.
 */
export interface Backend {
  /** Answers one AWS API call; its `operation` may be empty. Rejects with `BodyTooLargeError`, else see `EmbeddedAws`. */
  call(call: AwsCall, request: IncomingRequest, waiting: Waiting): Promise<HttpAnswer>;
  /** Whose request is this? Undefined when no API answers to the address. */
  route(address: EndpointAddress, head: RequestHead): Promise<EndpointRoute | undefined>;
  /** Answers a request to a deployed API. Rejects with `BodyTooLargeError`. */
  invoke(
    route: EndpointRoute,
    request: IncomingRequest,
    internal: InternalCalls,
    waiting: Waiting,
  ): Promise<HttpAnswer>;
  /** Answers a request that is no AWS API call as far as can be told. */
  other(request: IncomingRequest, waiting: Waiting): Promise<HttpAnswer>;
  /** Whether a path under `/_localstack` or `/_aws` that the engine does not serve itself is the backend's. */
  hasPath(path: string): boolean;
  /** Why a request goes no further: it was passed on from here before, and came back. Undefined when it did not. */
  loop(head: RequestHead): AwsError | undefined;
  /** `asked` is the request that wants to know: who asks further for it says through whom it came. */
  health(asked: Pick<RequestHead, 'headers'>): Promise<BackendHealth>;
  close(): Promise<void>;
}

export interface BackendHealth {
  /** Service name -> `running`, `available`, … */
  readonly services: Readonly<Record<string, string>>;
  /** The emulator that requests are passed on to; absent when AWS is in this process. */
  readonly upstream?: UpstreamHealth;
}

export interface UpstreamHealth {
  readonly url: string;
  /** For people, like `LocalStack`; absent while it does not answer. */
  readonly product?: string;
  readonly version?: string;
  readonly reachable: boolean;
  /** Why it is not reachable, with the next step. */
  readonly problem?: string;
}
