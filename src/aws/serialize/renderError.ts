import type { Protocol } from '../awsCall';
import type { AwsError } from '../awsError';
import type { HttpReply } from '../http';
import { serializers } from './serializers';

/** An error in the shape of the protocol that the caller speaks. */
export const renderError = (
  protocol: Protocol,
  service: string,
  error: AwsError,
  requestId: string,
): HttpReply => serializers[protocol].renderError(service, error, requestId);
