import { availableParallelism } from 'node:os';
import type { FunctionInvoker, LogSink, ObjectSource } from '../ports';
import type { Service } from '../service';
import type { Store } from '../store';
import type { FunctionRecord } from './functionRecord';
import { FunctionTable } from './functionTable';
import { absentFeatures } from './operations/absentFeatures';
import { aliases } from './operations/aliases';
import { concurrency } from './operations/concurrency';
import { functions } from './operations/functions';
import { invocations } from './operations/invoke';
import { permissions } from './operations/permissions';
import { tags } from './operations/tags';
import { updates } from './operations/updates';
import { versions } from './operations/versions';
import type { LambdaParts } from './parts';
import { CodeFolders } from './runtime/codeFolders';
import { ConcurrencyGate } from './runtime/concurrencyGate';
import { EnvironmentPool, type PoolOptions } from './runtime/environmentPool';
import { Invoker } from './runtime/invoker';

export interface LambdaOptions extends Partial<PoolOptions> {
  readonly store: Store;
  readonly logs: LogSink;
  readonly objects: ObjectSource;
  /** URL at which handlers reach the engine; asked when an environment starts. */
  readonly endpoint: () => string;
  readonly accountId: string;
}

export interface Lambda {
  readonly service: Service;
  readonly functions: FunctionInvoker;
}

const IDLE_MS = 5 * 60_000;

/** More processes than this would only take each other's time. */
const maxEnvironments = (): number => Math.max(8, 4 * availableParallelism());

/**
 * Lambda: functions with versions, aliases and policies, run for real.
 *
 *   Invoke, API Gateway ──▶ Invoker ──▶ EnvironmentPool ──▶ Environment (a Node process) ──▶ handler
 *                              └─▶ FunctionTable (Store)        └─▶ logs
 */
export function createLambda(options: LambdaOptions): Lambda {
  const { store, objects, logs, endpoint, accountId } = options;
  const table = new FunctionTable(store.collection<FunctionRecord>('lambda-functions'), accountId);
  const pool = new EnvironmentPool({
    maxEnvironments: options.maxEnvironments ?? maxEnvironments(),
    idleMs: options.idleMs ?? IDLE_MS,
  });
  const folders = new CodeFolders();
  const { blobs } = store;
  const invoker = new Invoker({ table, pool, folders, blobs, logs, endpoint, gate: new ConcurrencyGate() });
  const close = async () => {
    await pool.close();
    await folders.close();
  };
  const parts: LambdaParts = { table, blobs, objects, pool, invoker };
  return { service: { name: 'lambda', operations: operations(parts), close }, functions: invoker };
}

const operations = (parts: LambdaParts): Service['operations'] => ({
  ...functions(parts),
  ...updates(parts),
  ...versions(parts),
  ...aliases(parts),
  ...permissions(parts),
  ...concurrency(parts),
  ...tags(parts),
  ...invocations(parts),
  ...absentFeatures(parts),
});
