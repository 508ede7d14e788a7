import { AwsError } from '../../aws/awsError';
import type { FaultRule } from '../../core/faults/rule';

/** LocalStack's defaults and text. Clients are not to match on the text. */
export const faultError = ({ error }: FaultRule): AwsError =>
  new AwsError(
    error?.code ?? 'ServiceUnavailable',
    'Operation failed due to a simulated fault',
    error?.statusCode ?? 503,
  );
