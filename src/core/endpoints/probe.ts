import fetch, { type Response } from 'node-fetch';
import { type Clock, systemClock } from '../clock';
import { isAbort } from '../errors';
import { agentFor } from './agentFor';
import type { Endpoint, Sample } from './endpoint';
import { readBounded } from './readBounded';
import { type HeaderList, readHeaders } from './readHeaders';

export interface ProbeOptions {
  readonly signal?: AbortSignal;
  /** 30 s when absent: API Gateway itself gives up after 29. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  /** Told of what came, before the sample is given. */
  readonly onAnswer?: (answer: ProbeAnswer) => void;
}

/** What an endpoint answered to a probe. */
export interface ProbeAnswer {
  readonly headers: HeaderList;
  readonly body: Buffer;
  /** There was more: the rest was not read. */
  readonly truncated: boolean;
}

/** As much of a body as a probe reads: an endpoint that streams without end must not hold it. */
const maxBodyBytes = 64 * 1024;

/** Calls an endpoint once with GET. Rejects only when `signal` aborts; no answer is a sample too. */
export const probe = async (endpoint: Endpoint, options: ProbeOptions = {}): Promise<Sample> => {
  const clock = options.clock ?? systemClock;
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 30_000);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const at = clock.now();
  const started = performance.now();
  const sample = (rest: Pick<Sample, 'status' | 'error' | 'injected'>): Sample => ({
    at,
    durationMs: Math.round(performance.now() - started),
    ...rest,
  });
  try {
    const response = await fetch(endpoint.url, request(endpoint, signal));
    const { bytes: body, truncated } = await readBounded(response.body, maxBodyBytes);
    options.onAnswer?.({ headers: readHeaders(response), body, truncated });
    return sample({ status: response.status, injected: wasInjected(response) });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return sample({ error: timeout.aborted ? 'timeout' : reasonOf(error), injected: false });
  }
};

/** node-fetch, since the built-in fetch drops a Host header, which is how a custom domain is reached. */
const request = (endpoint: Endpoint, signal: AbortSignal) => ({
  method: 'GET',
  signal,
  redirect: 'manual' as const,
  agent: agentFor(endpoint.url),
  headers: { 'user-agent': 'chaos-lab', ...(endpoint.host ? { host: endpoint.host } : {}) },
});

/** The engine marks what it injected, so that it can be told from an error of the application's. */
export const wasInjected = (response: Pick<Response, 'headers'>): boolean =>
  response.headers.has('x-chaos-rule');

const reasonOf = (error: unknown): string => {
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return code;
  return isAbort(error) ? 'aborted' : error instanceof Error ? error.message : String(error);
};
