/**
 * The process of one execution environment: loads the handler, then serves one invocation at a time.
 * Started with the engine's process id as its only argument; everything else comes by environment variable.
 */
import { errorPayload, RuntimeError } from './child/errorPayload';
import { captureOutput } from './child/functionOutput';
import { Invocation, peakMemoryKb } from './child/invocation';
import { type Handler, loadHandler } from './child/loadHandler';
import { sendReport } from './child/reportChannel';
import { watchEngine } from './child/watchEngine';
import type { InvocationMessage } from './protocol';

const channel = process.channel;
let current: Invocation | undefined;
let ready = false;

watchEngine(Number(process.argv.pop()));
hideTheEngine();
const output = captureOutput(sendReport);
process.on('disconnect', () => process.reallyExit(0));
process.on('uncaughtException', (error) => crash('Uncaught Exception', error));
process.on('unhandledRejection', (reason) =>
  crash('Unhandled Promise Rejection', unhandledRejection(reason)),
);
process.on('beforeExit', () => current?.loopEnded());
start().catch((error) => {
  output.error('Uncaught Exception', error);
  sendReport(['initError', errorPayload(error)]);
  process.exit(1);
});

async function start(): Promise<void> {
  const { LAMBDA_TASK_ROOT: root = process.cwd(), _HANDLER: name = '' } = process.env;
  const handler = await loadHandler(root, name);
  refuseOldCallbacks(handler);
  process.on('message', (message) => serve(handler, message as InvocationMessage));
  ready = true;
  sendReport(['ready']);
}

/** While a handler runs, only its own work keeps the event loop alive; in between, the wait for the next event. */
function serve(handler: Handler, message: InvocationMessage): void {
  output.requestId = message.id;
  process.env._X_AMZN_TRACE_ID = message.traceId;
  current = new Invocation(message, output, sendReport, () => {
    current = undefined;
    channel?.ref();
  });
  channel?.unref();
  current.run(handler);
}

function crash(what: string, error: unknown): void {
  output.error(what, error);
  if (ready) sendReport(['crashed', errorPayload(error), peakMemoryKb()]);
  else sendReport(['initError', errorPayload(error)]);
  process.exit(129);
}

const unhandledRejection = (reason: unknown): RuntimeError =>
  new RuntimeError('UnhandledPromiseRejection', String(reason), { cause: reason });

/** AWS took callbacks away in its nodejs24.x runtime. */
function refuseOldCallbacks(handler: Handler): void {
  const version = Number(/nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV ?? '')?.[1]);
  if (version < 24 || handler.length < 3) return;
  throw new RuntimeError(
    'CallbackHandlerDeprecated',
    'AWS Lambda runs no callback-based handlers from nodejs24.x on. ' +
      'Make this handler async (at most two parameters), or deploy it on nodejs22.x.',
  );
}

/** A handler sees a plain Node process. */
function hideTheEngine(): void {
  delete process.env.ELECTRON_RUN_AS_NODE;
  process.send = undefined;
}
