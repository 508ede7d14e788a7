import { jsonError, jsonReply } from './jsonAnswer';
import { parseJsonObject } from './parseJson';
import { parseRestInput } from './parseRestInput';
import type { Serializer } from './serializer';

const contentType = 'application/json';

/** REST with JSON bodies: Lambda, API Gateway. */
export const restJsonSerializer: Serializer = {
  parseInput: (call, request) => parseRestInput(call, request, parseJsonObject),
  renderReply: (_call, reply, requestId) => jsonReply(reply, requestId, contentType, ''),
  renderError: (_service, error, requestId) => jsonError(error, requestId, contentType),
};
