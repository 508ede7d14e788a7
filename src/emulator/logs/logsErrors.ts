import { AwsError } from '../../aws/awsError';

export function notFound(message: string): never {
  throw new AwsError('ResourceNotFoundException', message, 400);
}

export const alreadyExists = (message: string): AwsError =>
  new AwsError('ResourceAlreadyExistsException', message, 400);

export const invalidParameter = (message: string): AwsError =>
  new AwsError('InvalidParameterException', message, 400);
