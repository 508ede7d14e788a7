/** A request's body is larger than its reader takes. */
export class BodyTooLargeError extends Error {
  constructor(
    /** Bytes. */
    readonly limit: number,
  ) {
    super(`The request body is larger than the ${limit / 1024 / 1024} MiB that are taken here.`);
    this.name = 'BodyTooLargeError';
  }
}

export const isBodyTooLarge = (error: unknown): error is BodyTooLargeError =>
  error instanceof BodyTooLargeError;
