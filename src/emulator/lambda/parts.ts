import type { ObjectSource } from '../ports';
import type { Blobs } from '../store';
import type { FunctionTable } from './functionTable';
import type { EnvironmentPool } from './runtime/environmentPool';
import type { Invoker } from './runtime/invoker';

/** What the operations work with. */
export interface LambdaParts {
  readonly table: FunctionTable;
  readonly blobs: Blobs;
  readonly objects: ObjectSource;
  readonly pool: EnvironmentPool;
  readonly invoker: Invoker;
}
