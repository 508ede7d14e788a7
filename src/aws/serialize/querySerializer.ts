import { namespaceOf } from './namespaces';
import { parseQueryInput } from './parseQueryInput';
import type { Serializer } from './serializer';
import { xmlDocument, xmlElement } from './xml';
import { errorContent, xmlHeaders, xmlReply } from './xmlAnswer';

/** AWS Query: a form with `Action`, answers in XML: STS, IAM, CloudFormation. */
export const querySerializer: Serializer = {
  parseInput: (_call, request) => parseQueryInput(request),
  renderReply: ({ service, operation }, reply, requestId) => {
    const content = {
      [`${operation}Result`]: reply.body,
      ResponseMetadata: { RequestId: requestId },
    };
    const root = xmlElement(`${operation}Response`, content, 'member', namespaceOf(service));
    return xmlReply(reply, xmlHeaders(requestId), root);
  },
  renderError: (service, error, requestId) => {
    const content = { Error: errorContent(error), RequestId: requestId };
    const root = xmlElement('ErrorResponse', content, 'member', namespaceOf(service));
    return { status: error.status, headers: xmlHeaders(requestId), body: xmlDocument(root) };
  },
};
