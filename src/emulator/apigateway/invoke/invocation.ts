import type { InternalCalls } from '../../../aws/backend';
import type { HttpRequest } from '../../../aws/http';
import type { FunctionInvoker } from '../../ports';
import type { Snapshot, Stage } from '../model';
import type { ApiRequest } from './apiRequest';
import type { CompiledMethod } from './compiledApi';
import type { RequestContext } from './requestContext';

/** One request on its way through a method: what every integration works on. */
export interface Invocation {
  readonly method: CompiledMethod;
  readonly resourcePath: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stage: Stage;
  readonly snapshot: Snapshot;
  readonly http: HttpRequest;
  readonly request: ApiRequest;
  readonly context: RequestContext;
  /** Path as the event shows it: without the stage, but with the base path of a custom domain. */
  readonly path: string;
  readonly functions: FunctionInvoker;
  readonly internal: InternalCalls;
}
