import type { AwsError } from '../awsError';
import type { HttpReply } from '../http';
import type { Reply } from '../reply';
import { xmlDocument } from './xml';

export const xmlHeaders = (requestId: string, contentType = 'text/xml'): Record<string, string> => ({
  'content-type': contentType,
  'x-amzn-requestid': requestId,
});

/** A reply whose body is `root`, or the reply's own bytes. */
export function xmlReply(reply: Reply, headers: Record<string, string>, root: string): HttpReply {
  const { status = 200, body } = reply;
  if (Buffer.isBuffer(body)) {
    const { 'content-type': _xml, ...others } = headers;
    return { status, headers: { ...others, ...reply.headers }, body };
  }
  return { status, headers: { ...headers, ...reply.headers }, body: xmlDocument(root) };
}

/** The error of a service, as query and rest-xml write it. */
export const errorContent = ({ code, message, status }: AwsError) => ({
  Type: status < 500 ? 'Sender' : 'Receiver',
  Code: code,
  Message: message,
});
