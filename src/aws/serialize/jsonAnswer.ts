import type { AwsError } from '../awsError';
import type { HttpReply } from '../http';
import type { Reply } from '../reply';

/** The shapes that json-1.x and rest-json share. `empty` is the body of an answer without members. */
export function jsonReply(reply: Reply, requestId: string, contentType: string, empty: '' | '{}'): HttpReply {
  const { status = 200, headers, body } = reply;
  const ids = { 'x-amzn-requestid': requestId };
  if (Buffer.isBuffer(body)) return { status, headers: { ...ids, ...headers }, body };
  const text = body === undefined ? empty : JSON.stringify(body);
  const own: Record<string, string> = text === '' ? ids : { 'content-type': contentType, ...ids };
  return { status, headers: { ...own, ...headers }, body: text };
}

export const jsonError = (error: AwsError, requestId: string, contentType: string): HttpReply => ({
  status: error.status,
  headers: { 'content-type': contentType, 'x-amzn-errortype': error.code, 'x-amzn-requestid': requestId },
  body: JSON.stringify({ __type: error.code, message: error.message }),
});
