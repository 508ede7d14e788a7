import { AwsError } from '../../aws/awsError';

/** CloudFormation's error for nearly everything a caller got wrong. */
export const validationError = (message: string): AwsError => new AwsError('ValidationError', message);
