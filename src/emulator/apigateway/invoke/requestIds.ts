import { randomUUID } from 'node:crypto';
import type { HttpRequest } from '../../../aws/http';
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

/** The headers these ids go out in. */
export const idHeaders = ({ requestId, extendedRequestId, traceId }: RequestIds): Record<string, string> => ({
  'x-amzn-requestid': requestId,
  'x-amz-apigw-id': extendedRequestId,
  'x-amzn-trace-id': traceId,
});
