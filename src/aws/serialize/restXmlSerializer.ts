import type { AwsError } from '../awsError';
import type { HttpReply } from '../http';
import type { Reply } from '../reply';
import { namespaceOf } from './namespaces';
import { parseRestInput } from './parseRestInput';
import { parseXmlObject } from './parseXml';
import type { Serializer } from './serializer';
import { xmlDocument, xmlElement } from './xml';
import { errorContent, xmlHeaders, xmlReply } from './xmlAnswer';

const contentType = 'application/xml';

/** REST with XML bodies: S3, Route 53, CloudFront. */
export const restXmlSerializer: Serializer = {
  parseInput: (call, request) => parseRestInput(call, request, parseXmlObject),
  renderReply: ({ service, operation }, reply, requestId) => {
    const headers = headersFor(service, requestId);
    if (reply.body === undefined) return emptyReply(reply, headers);
    const name = reply.xmlRoot ?? `${operation}Result`;
    return xmlReply(reply, headers, xmlElement(name, reply.body, 'flat', namespaceOf(service)));
  },
  renderError: (service, error, requestId) => ({
    status: error.status,
    headers: headersFor(service, requestId),
    body: xmlDocument(service === 's3' ? s3Error(error, requestId) : wrappedError(service, error, requestId)),
  }),
};

/** S3 and its control plane name the request in headers of their own. */
const headersFor = (service: string, requestId: string): Record<string, string> =>
  service === 's3' || service === 's3control'
    ? { 'content-type': contentType, 'x-amz-request-id': requestId, 'x-amz-id-2': requestId }
    : xmlHeaders(requestId, contentType);

function emptyReply(reply: Reply, headers: Record<string, string>): HttpReply {
  const { 'content-type': _none, ...others } = headers;
  return { status: reply.status ?? 200, headers: { ...others, ...reply.headers }, body: '' };
}

const s3Error = ({ code, message }: AwsError, requestId: string): string =>
  xmlElement('Error', { Code: code, Message: message, RequestId: requestId, HostId: requestId }, 'flat');

/** As Route 53, CloudFront and S3 Control write it. */
function wrappedError(service: string, error: AwsError, requestId: string): string {
  const content = { Error: errorContent(error), RequestId: requestId };
  const hosted = service === 's3control' ? { ...content, HostId: requestId } : content;
  return xmlElement('ErrorResponse', hosted, 'flat', namespaceOf(service));
}
