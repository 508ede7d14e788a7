import { jsonError, jsonReply } from './jsonAnswer';
import { parseJsonObject } from './parseJson';
import { queryErrorHeader } from './queryError';
import type { Serializer } from './serializer';

/** AWS JSON 1.0 and 1.1: everything in a JSON body, the operation in `X-Amz-Target`. */
export const jsonSerializer = (contentType: string): Serializer => ({
  parseInput: (_call, { body }) => parseJsonObject(body),
  renderReply: (_call, reply, requestId) => jsonReply(reply, requestId, contentType, '{}'),
  renderError: (service, error, requestId) => {
    const reply = jsonError(error, requestId, contentType);
    return { ...reply, headers: { ...reply.headers, ...queryErrorHeader(service, error) } };
  },
});
