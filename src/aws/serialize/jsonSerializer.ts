import { jsonError, jsonReply } from './jsonAnswer';
import { parseJsonObject } from './parseJson';
import type { Serializer } from './serializer';

/** AWS JSON 1.0 and 1.1: everything in a JSON body, the operation in `X-Amz-Target`. */
export const jsonSerializer = (contentType: string): Serializer => ({
  parseInput: (_call, { body }) => parseJsonObject(body),
  renderReply: (_call, reply, requestId) => jsonReply(reply, requestId, contentType, '{}'),
  renderError: (_service, error, requestId) => jsonError(error, requestId, contentType),
});
