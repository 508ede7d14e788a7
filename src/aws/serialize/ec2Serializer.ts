import { namespaceOf } from './namespaces';
import { parseQueryInput } from './parseQueryInput';
import type { Serializer } from './serializer';
import { xmlDocument, xmlElement } from './xml';
import { xmlHeaders, xmlReply } from './xmlAnswer';

/** EC2's own kind of Query: no result wrapper, lists as `<item>`. */
export const ec2Serializer: Serializer = {
  parseInput: (_call, request) => parseQueryInput(request),
  renderReply: ({ service, operation }, reply, requestId) => {
    const content = { requestId, ...reply.body };
    const root = xmlElement(`${operation}Response`, content, 'item', namespaceOf(service));
    return xmlReply(reply, xmlHeaders(requestId), root);
  },
  renderError: (_service, error, requestId) => {
    const content = {
      Errors: { Error: { Code: error.code, Message: error.message } },
      RequestID: requestId,
    };
    const body = xmlDocument(xmlElement('Response', content, 'item'));
    return { status: error.status, headers: xmlHeaders(requestId), body };
  },
};
