/**
 * What the engine and an execution environment say to each other.
 *
 *   engine ──InvocationMessage, IPC────────────────▶ environment (a Node process)
 *   engine ◀──Report, one JSON array a line, fd 3── environment
 *
 * Reports go out by blocking writes to a pipe of their own: a log line is out before the busy loop or the
 * crash that follows it, and stands in order with the answer it belongs to.
 */
export interface InvocationMessage {
  /** The request id. */
  readonly id: string;
  /** JSON text. */
  readonly event: string;
  /** Unix time in milliseconds at which the function's timeout passes. */
  readonly deadlineMs: number;
  readonly functionArn: string;
  /** For `_X_AMZN_TRACE_ID`. */
  readonly traceId: string;
  /** JSON text of the `X-Amz-Client-Context` header. */
  readonly clientContext?: string;
}

export type Report =
  | readonly [kind: 'ready']
  /** The handler could not be loaded; the process ends. */
  | readonly [kind: 'initError', payload: string]
  | readonly [kind: 'log', text: string]
  | readonly [kind: 'done', payload: string, peakMemoryKb: number]
  /** The handler failed; the environment stays usable. */
  | readonly [kind: 'failed', payload: string, peakMemoryKb: number]
  /** An error nobody caught; the process ends. */
  | readonly [kind: 'crashed', payload: string, peakMemoryKb: number];

/** The file descriptor of the reports in the environment. */
export const REPORT_FD = 3;
