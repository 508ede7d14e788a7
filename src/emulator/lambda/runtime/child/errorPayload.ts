import { types } from 'node:util';

/** Errors of the runtime itself, named as AWS names them (`Runtime.ImportModuleError`). */
export class RuntimeError extends Error {
  constructor(kind: RuntimeErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = `Runtime.${kind}`;
    const origin = options?.cause instanceof Error ? options.cause : this;
    this.stack = `${this.name}: ${message}${framesOf(origin.stack)}`;
  }
}

function framesOf(stack = ''): string {
  const start = stack.indexOf('\n    at ');
  return start < 0 ? '' : stack.slice(start);
}

type RuntimeErrorKind =
  | 'CallbackHandlerDeprecated'
  | 'HandlerNotFound'
  | 'ImportModuleError'
  | 'MalformedHandlerName'
  | 'NodeJsExit'
  | 'UnhandledPromiseRejection'
  | 'UserCodeSyntaxError';

/** What a caller gets for an error: `{errorType, errorMessage, trace}` as JSON text. */
export const errorPayload = (error: unknown): string => JSON.stringify(describeError(error));

function describeError(error: unknown) {
  if (!isErrorLike(error)) return { errorType: typeof error, errorMessage: textOf(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: String(error.stack ?? '').split('\n') };
}

/** What the log shows for an error: the same and what else its author put on it. */
export function errorLogText(error: unknown): string {
  if (!isErrorLike(error)) return errorPayload(error);
  const { name: errorType, message: errorMessage } = error;
  const stack = String(error.stack ?? '').split('\n');
  try {
    return JSON.stringify({ errorType, errorMessage, ...error, stack });
  } catch {
    // What the author put on it cannot be written as JSON.
    return JSON.stringify({ errorType, errorMessage, stack });
  }
}

/** Errors of another realm or class count too, as they do on AWS. */
const isErrorLike = (value: unknown): value is Error =>
  types.isNativeError(value) ||
  (typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'message' in value &&
    typeof value.message === 'string');

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'An error that cannot be shown as text';
  }
}
