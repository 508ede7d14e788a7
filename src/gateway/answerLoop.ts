import { randomUUID } from 'node:crypto';
import type { AwsError } from '../aws/awsError';
import type { HttpReply } from '../aws/http';
import { renderError } from '../aws/serialize/renderError';
import { jsonReply } from './http/jsonReply';
import type { ReceivedRequest } from './http/receivedRequest';
import { identifyReceived } from './identifyReceived';

/** Ends a request that went round in a circle, in the shape that its caller reads. No rule is asked a second time. */
export async function answerLoop(
  error: AwsError,
  request: ReceivedRequest,
  defaultRegion: string,
): Promise<HttpReply> {
  const id = randomUUID();
  const call = await identifyReceived(request, defaultRegion);
  if (call !== undefined) return renderError(call.protocol, call.service, error, id);
  const { code, message, status } = error;
  return jsonReply(status, { message }, { 'x-amzn-errortype': code, 'x-amzn-requestid': id });
}
