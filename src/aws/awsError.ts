/** An error as an AWS service reports it; the serializer of the caller's protocol gives it its shape. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** HTTP status. */
    readonly status = 400,
  ) {
    super(message);
    this.name = 'AwsError';
  }
}

export const isAwsError = (error: unknown): error is AwsError => error instanceof AwsError;
