import { cbor } from '@smithy/core/cbor';
import { AwsError } from '../awsError';
import type { HttpReply } from '../http';
import { queryErrorHeader } from './queryError';
import type { Serializer } from './serializer';

/** Smithy RPC v2 with CBOR bodies: CloudWatch and newer services. */
export const cborSerializer: Serializer = {
  parseInput: (_call, { body }) => decodeMap(body),
  renderReply: (_call, reply, requestId) => {
    const { status = 200, headers, body = {} } = reply;
    return answer(status, Buffer.isBuffer(body) ? body : encodeMap(body), requestId, headers);
  },
  renderError: (service, error, requestId) => {
    const body = encodeMap({ __type: error.code, message: error.message });
    const headers = { 'x-amzn-errortype': error.code, ...queryErrorHeader(service, error) };
    return answer(error.status, body, requestId, headers);
  },
};

const answer = (status: number, body: Buffer, requestId: string, headers = {}): HttpReply => ({
  status,
  headers: {
    'content-type': 'application/cbor',
    'smithy-protocol': 'rpc-v2-cbor',
    'x-amzn-requestid': requestId,
    ...headers,
  },
  body,
});

const encodeMap = (value: object): Buffer => Buffer.from(cbor.serialize(value));

function decodeMap(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  const value = decodeOrRefuse(body);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new AwsError('SerializationException', 'The request body must be a CBOR map.');
}

function decodeOrRefuse(body: Buffer): unknown {
  try {
    return cbor.deserialize(body);
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid CBOR.');
  }
}
