import { randomUUID } from 'node:crypto';
import type { HttpReply, HttpRequest } from '../../../aws/http';
import { pooledRandom } from '../../pooledRandom';

/** What API Gateway gives every request, answered or refused. */
export interface RequestIds {
  readonly requestId: string;
  readonly extendedRequestId: string;
  /** The caller's own, or a new one: version, time in hex, 96 random bits. */
  readonly traceId: string;
}

export const createRequestIds = ({ headers }: HttpRequest): RequestIds => ({
  requestId: randomUUID(),
  extendedRequestId: pooledRandom(11).toString('base64'),
  traceId: headers['x-amzn-trace-id'] ?? `Root=1-${hexTime()}-${pooledRandom(12).toString('hex')}`,
});

let last = { second: 0, hex: '' };

function hexTime(): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== last.second) last = { second, hex: second.toString(16).padStart(8, '0') };
  return last.hex;
}

/** Headers of an answer, and those that the ids go out in. Copied one by one: to spread them takes ten times as long. */
export const withIds = (
  headers: HttpReply['headers'],
  { requestId, extendedRequestId, traceId }: RequestIds,
): HttpReply['headers'] => {
  const all: Record<string, string | readonly string[]> = {};
  for (const name of Object.keys(headers)) all[name] = headers[name] ?? '';
  all['x-amzn-requestid'] = requestId;
  all['x-amz-apigw-id'] = extendedRequestId;
  all['x-amzn-trace-id'] = traceId;
  return all;
};
