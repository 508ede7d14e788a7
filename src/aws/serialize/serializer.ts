import type { AwsCall } from '../awsCall';
import type { AwsError } from '../awsError';
import type { HttpReply, HttpRequest } from '../http';
import type { Reply } from '../reply';

/** How one wire protocol reads a request and writes answers. */
export interface Serializer {
  /** Throws `AwsError` when the request cannot be read. */
  parseInput(call: AwsCall, request: HttpRequest): Record<string, unknown>;
  renderReply(call: AwsCall, reply: Reply, requestId: string): HttpReply;
  renderError(service: string, error: AwsError, requestId: string): HttpReply;
}
