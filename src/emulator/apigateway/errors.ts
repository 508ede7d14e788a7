import { AwsError } from '../../aws/awsError';

/** The refusals of the control plane, with the statuses API Gateway gives them. */
export const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message, 400);

export const notFound = (message: string): AwsError => new AwsError('NotFoundException', message, 404);

export const conflict = (message: string): AwsError => new AwsError('ConflictException', message, 409);
