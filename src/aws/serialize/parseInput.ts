import type { AwsCall } from '../awsCall';
import type { HttpRequest } from '../http';
import { serializers } from './serializers';

/**
 * What the call asks, by member name. REST: labels, headers and query parameters under the names and types of the
 * service model, merged with the members of the body; a body that is one member as a whole (`Payload`, `Body`) is
 * under that name. Throws `AwsError` when the request cannot be read.
 */
export const parseInput = (call: AwsCall, request: HttpRequest): Record<string, unknown> =>
  serializers[call.protocol].parseInput(call, request);
