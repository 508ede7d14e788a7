import type { AwsCall } from '../aws/awsCall';
import type { RequestHead } from '../aws/http';
import type { ReceivedRequest } from './http/receivedRequest';
import { withBody } from './http/requestHead';
import { identifyCall } from './identify/identifyCall';

/** An `Action` stands in the beginning of its form. */
const ACTION_LIMIT = 1024 * 1024;

/** The AWS API call that a request is, undefined when it is none. Of its body, only what may name the operation is read. */
export async function identifyReceived(
  request: ReceivedRequest,
  defaultRegion: string,
): Promise<AwsCall | undefined> {
  const body = isForm(request.head) ? await request.peek(ACTION_LIMIT) : Buffer.alloc(0);
  return identifyCall(withBody(request.head, body), defaultRegion);
}

/** Only forms may name their operation in the body. */
const isForm = ({ headers }: RequestHead): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
