/** Where core reports what it does. The extension gives its output channel, the command line stderr. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  /** Pass the error itself: its stack is kept. */
  error(message: string, error?: unknown): void;
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
