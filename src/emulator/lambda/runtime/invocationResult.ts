import type { Outcome } from './environment';

/** What the caller of a function gets. */
export interface Answer {
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  /** For the REPORT line, when the environment did not survive the invocation. */
  readonly status?: string;
}

/** AWS's limit for a response, which it states as 6 MiB and enforces with 100 bytes to spare. */
const MAX_RESPONSE_BYTES = 6_291_556;

export function answerOf(outcome: Outcome, requestId: string): Answer {
  switch (outcome.kind) {
    case 'done':
      return isTooLarge(outcome.payload) ? tooLarge() : { payload: outcome.payload };
    case 'failed':
      return { payload: outcome.payload, functionError: 'Unhandled' };
    case 'crashed':
    case 'initError':
      return { payload: outcome.payload, functionError: 'Unhandled', status: statusOf(outcome.payload) };
    case 'exited':
      return failure('Runtime.ExitError', `RequestId: ${requestId} Error: ${exitReason(outcome)}`);
  }
}

export const timedOut = (requestId: string, timeoutSeconds: number): Answer => ({
  ...failure('Sandbox.Timedout', `RequestId: ${requestId} Error: ${timeoutText(timeoutSeconds)}`),
  status: 'timeout',
});

export const timeoutText = (seconds: number): string => `Task timed out after ${seconds.toFixed(2)} seconds`;

function exitReason({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): string {
  if (signal !== null) return `Runtime exited with error: signal: ${SIGNAL_TEXTS[signal] ?? signal}`;
  return code === 0 || code === null
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${code}`;
}

/** As the Go runtime of Lambda's supervisor words them. */
const SIGNAL_TEXTS: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};

const isTooLarge = (payload: string): boolean =>
  payload.length * 3 > MAX_RESPONSE_BYTES && Buffer.byteLength(payload) > MAX_RESPONSE_BYTES;

const tooLarge = (): Answer => ({
  ...failure(
    'Function.ResponseSizeTooLarge',
    `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  ),
  status: undefined,
});

const failure = (errorType: string, errorMessage: string): Answer => {
  const payload = JSON.stringify({ errorType, errorMessage });
  return { payload, functionError: 'Unhandled', status: statusOf(payload) };
};

const statusOf = (payload: string): string => `error\tError Type: ${JSON.parse(payload).errorType}`;
