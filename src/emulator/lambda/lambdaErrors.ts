import { AwsError } from '../../aws/awsError';

export const invalidParameter = (message: string): AwsError =>
  new AwsError('InvalidParameterValueException', message, 400);

export const notFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, 404);

export const conflict = (message: string): AwsError =>
  new AwsError('ResourceConflictException', message, 409);

/** The concurrency of a function or of the account is used up. */
export const throttled = (): AwsError => new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);

export const tooLarge = (message: string): AwsError => new AwsError('RequestTooLargeException', message, 413);

export const staleRevision = (): AwsError =>
  new AwsError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. ' +
      'Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  );

/** `member` in camel case, as AWS writes it here. */
export const constraintViolation = (member: string, value: unknown, constraint: string): AwsError =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
    400,
  );
