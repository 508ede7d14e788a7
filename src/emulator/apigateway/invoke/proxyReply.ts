import type { HttpReply } from '../../../aws/http';
import { isBinary } from './binaryMedia';
import { badGateway } from './gatewayError';
import { mergeHeaders } from './mergeHeaders';

const MEMBERS = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

export interface ReplyOptions {
  readonly binaryMediaTypes: readonly string[];
  /** The caller's Accept header, which decides whether a base64 body is decoded. */
  readonly accept: string | undefined;
}

/**
 * The HTTP answer in a function's result. A result that is not of the format is a 502.
 * Source: "Lambda proxy integrations in API Gateway", output format.
 */
export function readProxyReply(payload: string, { binaryMediaTypes, accept }: ReplyOptions): HttpReply {
  const result = resultOf(payload);
  const body = bodyOf(result.body);
  const headers = mergeHeaders(mapOf(result, 'headers'), mapOf(result, 'multiValueHeaders'));
  const decode = flagOf(result.isBase64Encoded) && isBinary(accept ?? '*/*', binaryMediaTypes);
  return {
    status: statusOf(result.statusCode),
    headers: { 'content-type': 'application/json', ...headers },
    body: decode ? Buffer.from(body, 'base64') : body,
  };
}

type Result = Readonly<Record<string, unknown>>;

const malformed = (why: string): Error => badGateway(`Malformed Lambda proxy response: ${why}`);

function resultOf(payload: string): Result {
  const result = parse(payload);
  if (typeof result !== 'object' || result === null || Array.isArray(result)) {
    throw malformed('the function must return an object with statusCode, headers and body.');
  }
  const foreign = Object.keys(result).find((member) => !MEMBERS.has(member));
  if (foreign === undefined) return result as Result;
  throw malformed(`it has the member "${foreign}"; API Gateway takes only ${[...MEMBERS].join(', ')}.`);
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    throw malformed('it is not JSON.');
  }
}

function statusOf(value: unknown): number {
  if (value === undefined || value === null) return 200;
  const status = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599) return status;
  throw malformed(`statusCode is ${JSON.stringify(value)}; it must be an integer from 200 to 599.`);
}

function bodyOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  throw malformed(`body is of type ${typeof value}; it must be a string (JSON.stringify an object).`);
}

function flagOf(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  throw malformed('isBase64Encoded must be true or false.');
}

function mapOf(result: Result, member: string): Result {
  const value = result[member] ?? {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Result;
  throw malformed(`${member} must be an object.`);
}
