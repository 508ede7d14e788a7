import type { AwsCall } from '../awsCall';
import type { HttpReply } from '../http';
import type { Reply } from '../reply';
import { serializers } from './serializers';

/** The answer of an operation in the protocol of its call. */
export const renderReply = (call: AwsCall, reply: Reply, requestId: string): HttpReply =>
  serializers[call.protocol].renderReply(call, reply, requestId);
