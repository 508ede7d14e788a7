import type { InvocationMessage } from '../protocol';
import { errorPayload, RuntimeError } from './errorPayload';
import type { FunctionOutput } from './functionOutput';
import type { Handler } from './loadHandler';
import type { SendReport } from './reportChannel';

/**
 * One call of the handler, from the event to exactly one answer. Which one counts follows Lambda's Node runtime:
 * a promise that settles, `context.done` and its kind, and a callback with an error answer at once; a callback
 * with a result waits until the event loop is empty unless `context.callbackWaitsForEmptyEventLoop` is false.
 */
export class Invocation {
  private answered = false;
  private calledBack = false;
  private readonly context: Record<string, unknown> & { callbackWaitsForEmptyEventLoop: boolean };
  /** What happens when the event loop runs empty before there is an answer. */
  private atLoopEnd: () => void = () => this.succeed(null);

  constructor(
    private readonly message: InvocationMessage,
    private readonly output: FunctionOutput,
    private readonly send: SendReport,
    private readonly onAnswered: () => void,
  ) {
    this.context = this.createContext();
  }

  run(handler: Handler): void {
    if (handler.constructor.name === 'AsyncFunction') this.atLoopEnd = () => this.neverSettled();
    try {
      const result = handler(JSON.parse(this.message.event), this.context, this.callback);
      if (isThenable(result)) result.then(this.succeed, this.fail);
    } catch (error) {
      this.fail(error);
    }
  }

  loopEnded(): void {
    if (!this.answered) this.atLoopEnd();
  }

  private readonly succeed = (result: unknown): void => {
    if (this.answered) return;
    let payload: string;
    try {
      payload = JSON.stringify(result) ?? 'null';
    } catch {
      this.fail(new Error('Unable to stringify response body'));
      return;
    }
    this.answer('done', payload);
  };

  private readonly fail = (error: unknown): void => {
    if (this.answered) return;
    this.output.error('Invoke Error', error);
    this.answer('failed', errorPayload(error));
  };

  private readonly done = (error: unknown, result?: unknown): void =>
    error === undefined || error === null ? this.succeed(result) : this.fail(error);

  private readonly callback = (error: unknown, result?: unknown): void => {
    if (this.calledBack) return;
    this.calledBack = true;
    if ((error === undefined || error === null) && this.context.callbackWaitsForEmptyEventLoop) {
      this.atLoopEnd = () => this.succeed(result);
    } else {
      this.done(error, result);
    }
  };

  private neverSettled(): void {
    this.fail(new RuntimeError('NodeJsExit', 'The handler returned a Promise that was never settled'));
  }

  private answer(kind: 'done' | 'failed', payload: string): void {
    this.answered = true;
    this.send([kind, payload, peakMemoryKb()]);
    this.onAnswered();
  }

  private createContext() {
    const { id, deadlineMs, functionArn, clientContext } = this.message;
    const { env } = process;
    return {
      callbackWaitsForEmptyEventLoop: true,
      functionName: env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
      memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
      clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
      identity: undefined,
      invokedFunctionArn: functionArn,
      awsRequestId: id,
      getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
      done: this.done,
      succeed: this.succeed,
      fail: (error: unknown) => this.fail(error ?? 'handled'),
    };
  }
}

/** The most memory this process has used so far. */
export const peakMemoryKb = (): number => process.resourceUsage().maxRSS;

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
