import { type ApiRequest, readApiRequest } from './apiRequest';
import type { Invocation } from './invocation';
import { type Caller, createRequestContext, type RequestContext } from './requestContext';

type Known = Omit<Invocation, 'request' | 'context'>;

/** An invocation that reads of the request only what its integration asks for: a mock often asks for nothing. */
export function prepareInvocation(known: Known, caller: Caller): Invocation {
  return new PreparedInvocation(known, caller);
}

class PreparedInvocation implements Invocation {
  readonly method: Known['method'];
  readonly resourcePath: string;
  readonly pathParameters: Known['pathParameters'];
  readonly stage: Known['stage'];
  readonly snapshot: Known['snapshot'];
  readonly http: Known['http'];
  readonly path: string;
  readonly functions: Known['functions'];
  readonly internal: Known['internal'];
  private read: ApiRequest | undefined;
  private described: RequestContext | undefined;

  constructor(
    known: Known,
    private readonly caller: Caller,
  ) {
    this.method = known.method;
    this.resourcePath = known.resourcePath;
    this.pathParameters = known.pathParameters;
    this.stage = known.stage;
    this.snapshot = known.snapshot;
    this.http = known.http;
    this.path = known.path;
    this.functions = known.functions;
    this.internal = known.internal;
  }

  get request(): ApiRequest {
    this.read ??= readApiRequest(this.caller.request, this.caller.ids);
    return this.read;
  }

  get context(): RequestContext {
    this.described ??= createRequestContext(this.caller);
    return this.described;
  }
}
