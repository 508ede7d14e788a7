import fetch, { type Response } from 'node-fetch';
import { HumanError, isAbort } from '../errors';
import { connectError } from '../http/connectError';
import { agentFor } from './agentFor';
import { wasInjected } from './probe';
import { readBounded } from './readBounded';
import { readHeaders } from './readHeaders';

export interface RequestToSend {
  readonly method: string;
  readonly url: string;
  /** For a custom domain. */
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** 30 s when absent. */
  readonly timeoutMs?: number;
  /** Of the body; 1 MiB when absent. */
  readonly maxBodyBytes?: number;
}

/** A whole answer, to be read by a person. */
export interface SentResponse {
  readonly status: number;
  readonly statusText: string;
  /** In the order they came, repeated ones repeated. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Text as UTF-8; base64 when it is none. */
  readonly body: string;
  readonly encoding: 'utf8' | 'base64';
  readonly truncated: boolean;
  readonly durationMs: number;
  readonly injected: boolean;
}

/** Sends one request because a person asked for it. Rejects with a `HumanError` when there is no answer. */
export const sendRequest = async (
  request: RequestToSend,
  options: SendOptions = {},
): Promise<SentResponse> => {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const timeout = AbortSignal.timeout(timeoutMs);
  const started = performance.now();
  try {
    const response = await fetch(request.url, {
      method: request.method,
      redirect: 'manual',
      agent: agentFor(request.url),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
      headers: { ...request.headers, ...(request.host ? { host: request.host } : {}) },
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const body = await readBounded(response.body, options.maxBodyBytes ?? 1024 * 1024);
    return { ...describe(response), ...asText(body.bytes), truncated: body.truncated, ...took(started) };
  } catch (error) {
    if (options.signal?.aborted && isAbort(error)) throw error;
    throw noAnswer(
      request,
      timeout.aborted ? tooSlow(timeoutMs) : connectError(new URL(request.url).origin, error).message,
      error,
    );
  }
};

const describe = (response: Response) => ({
  status: response.status,
  statusText: response.statusText,
  headers: readHeaders(response),
  injected: wasInjected(response),
});

const asText = (bytes: Buffer): Pick<SentResponse, 'body' | 'encoding'> => {
  const text = bytes.toString('utf8');
  const isText = !text.includes('\0') && !text.slice(0, -1).includes('\uFFFD');
  return isText ? { body: text, encoding: 'utf8' } : { body: bytes.toString('base64'), encoding: 'base64' };
};

const took = (started: number) => ({ durationMs: Math.round(performance.now() - started) });

const noAnswer = ({ method, url }: RequestToSend, why: string, cause: unknown) =>
  new HumanError(`${method} ${url} got no answer. ${why}`, 'failed', { cause });

const tooSlow = (timeoutMs: number) =>
  `It took longer than ${timeoutMs / 1000} s. Check what stands behind it, and whether a latency is set.`;
