import type { HttpReply } from '../../../aws/http';
import { safeHeaders } from './safeHeaders';

/** A stack trace would be more than a header should carry. */
const MAX_DETAIL = 500;

/**
 * What API Gateway answers itself instead of the integration: a "gateway response".
 * `detail` says why, which API Gateway keeps to its log; here it goes out in a header.
 */
export class GatewayError extends Error {
  constructor(
    readonly status: number,
    /** Value of `x-amzn-errortype`. */
    readonly type: string,
    message: string,
    readonly detail?: string,
  ) {
    super(message);
    this.name = 'GatewayError';
  }
}

export const forbidden = (detail: string): GatewayError =>
  new GatewayError(403, 'ForbiddenException', 'Forbidden', detail);

export const missingToken = (detail: string): GatewayError =>
  new GatewayError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token', detail);

export const badGateway = (detail: string): GatewayError => internalError(502, detail);

export const misconfigured = (detail: string): GatewayError => internalError(500, detail);

const internalError = (status: number, detail: string): GatewayError =>
  new GatewayError(status, 'InternalServerErrorException', 'Internal server error', detail);

export const timedOut = (detail: string): GatewayError =>
  new GatewayError(504, 'InternalServerErrorException', 'Endpoint request timed out', detail);

export const unsupportedMediaType = (detail: string): GatewayError =>
  new GatewayError(415, 'BadRequestException', 'Unsupported Media Type', detail);

export const notEmulated = (detail: string): GatewayError =>
  new GatewayError(501, 'NotImplementedException', detail);

export function gatewayErrorReply({ status, type, message, detail }: GatewayError): HttpReply {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': type,
      ...(detail && safeHeaders({ 'x-chaos-detail': detail.slice(0, MAX_DETAIL) })),
    },
    body: JSON.stringify({ message }),
  };
}
