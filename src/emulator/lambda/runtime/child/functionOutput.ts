import { format } from 'node:util';
import { errorLogText } from './errorPayload';
import type { SendReport } from './reportChannel';

const LEVELS = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
} as const;

export interface FunctionOutput {
  /** The invocation that lines belong to from now on. */
  requestId: string | undefined;
  /** A line as the runtime writes it about an error. */
  error(what: string, error: unknown): void;
}

/**
 * Makes `console` write `time<TAB>request id<TAB>LEVEL<TAB>text`, one log event a call, as Lambda's Node
 * runtime does, and sends what is written to stdout and stderr the same way, unformatted.
 */
export function captureOutput(send: SendReport): FunctionOutput {
  const line = (level: string, text: string) =>
    send(['log', `${new Date().toISOString()}\t${output.requestId}\t${level}\t${text}\n`]);
  const output: FunctionOutput = {
    requestId: undefined,
    error: (what, error) => line('ERROR', `${what} \t${errorLogText(error)}`),
  };
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...values: unknown[]) => line(level, format(...values));
  }
  for (const stream of [process.stdout, process.stderr]) stream.write = rawWrite(send);
  return output;
}

type WriteDone = (error?: Error | null) => void;

const rawWrite =
  (send: SendReport): NodeJS.WriteStream['write'] =>
  (chunk: Uint8Array | string, encoding?: BufferEncoding | WriteDone, done?: WriteDone) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) send(['log', line]);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) process.nextTick(callback);
    return true;
  };
