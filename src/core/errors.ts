/** An error whose message is meant for the person: what happened, and the next step. */
export class HumanError extends Error {
  constructor(
    message: string,
    /** What kind of failure it is, for exit codes (DESIGN.md, Command line). */
    readonly kind: 'failed' | 'usage' | 'unreachable' = 'failed',
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'HumanError';
  }
}

export const isHumanError = (error: unknown): error is HumanError => error instanceof HumanError;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'CancelledError');
