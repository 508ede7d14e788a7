import { randomUUID } from 'node:crypto';
import type { FunctionInvoker, InvokeRequest, InvokeResult, LogSink } from '../../ports';
import { logGroupOf } from '../functionRecord';
import type { FunctionTable, ResolvedFunction } from '../functionTable';
import type { ConcurrencyGate } from './concurrencyGate';
import type { EnvironmentPool } from './environmentPool';
import { InvocationLog } from './invocationLog';
import { runInvocation } from './runInvocation';
import { type StartParts, startEnvironment } from './startEnvironment';

export interface InvokerParts extends StartParts {
  readonly table: FunctionTable;
  readonly pool: EnvironmentPool;
  readonly gate: ConcurrencyGate;
  readonly logs: LogSink;
}

export interface FunctionCall extends InvokeRequest {
  /** What the handler sees as `awsRequestId`; a new one when absent. */
  readonly requestId?: string;
  /** JSON text of what a mobile client says about itself. */
  readonly clientContext?: string;
}

/** request -> function version -> concurrency limits -> an environment -> answer */
export class Invoker implements FunctionInvoker {
  constructor(private readonly parts: InvokerParts) {}

  /**
   * An abort gives the caller up, not the invocation: that goes on to its end, as on AWS.
   * One attempt: what fails is not tried again.
   */
  async invoke(call: FunctionCall, signal?: AbortSignal): Promise<InvokeResult> {
    signal?.throwIfAborted();
    const { table } = this.parts;
    const running = this.run(table.resolve(call.region, call.functionName, call.qualifier), call);
    return signal ? untilAborted(running, signal) : running;
  }

  private async run(target: ResolvedFunction, call: FunctionCall): Promise<InvokeResult> {
    const { record } = target;
    const functionArn = this.parts.table.arn(call.region, record.name);
    const leave = this.parts.gate.enter(functionArn, record.reservedConcurrency);
    try {
      return await this.runInEnvironment(functionArn, target, call);
    } finally {
      leave();
    }
  }

  private async runInEnvironment(
    functionArn: string,
    target: ResolvedFunction,
    call: FunctionCall,
  ): Promise<InvokeResult> {
    const { pool, logs } = this.parts;
    const { record, version } = target;
    const key = { functionArn, revision: version.revisionId };
    const environment = await pool.acquire(key, () => startEnvironment(this.parts, call.region, target));
    const log = new InvocationLog(
      logs,
      call.region,
      logGroupOf(record.name, version.settings),
      environment.logStream,
    );
    try {
      const { payload, functionError } = await runInvocation(environment, target, withRequestId(call), log);
      return { payload, functionError, executedVersion: version.version, logTail: log.tail };
    } finally {
      pool.release(environment);
    }
  }
}

const withRequestId = (call: FunctionCall) => ({ ...call, requestId: call.requestId ?? randomUUID() });

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
