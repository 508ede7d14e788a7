import type { IncomingMessage } from 'node:http';
import type { Response } from 'node-fetch';
import { type Clock, systemClock } from '../clock';
import { isAbort } from '../errors';
import { Deadline } from './deadline';
import type { Endpoint, Sample } from './endpoint';
import { get } from './get';
import { readBounded } from './readBounded';
import type { HeaderList } from './readHeaders';

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
  const deadline = new Deadline(options.timeoutMs ?? 30_000, options.signal);
  const at = clock.now();
  const started = performance.now();
  const sample = (rest: Pick<Sample, 'status' | 'error' | 'injected'>): Sample => ({
    at,
    durationMs: Math.round(performance.now() - started),
    ...rest,
  });
  try {
    const { signal } = deadline;
    const response = await get(endpoint.url, { headers: headersFor(endpoint), signal });
    const { bytes: body, truncated } = await readBounded(response, maxBodyBytes);
    options.onAnswer?.(answerOf(response, body, truncated));
    return sample({ status: response.statusCode ?? 0, injected: ruleHeader in response.headers });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return sample({ error: deadline.passed ? 'timeout' : reasonOf(error), injected: false });
  } finally {
    deadline.dispose();
  }
};

const headersFor = ({ host }: Endpoint) => ({ 'user-agent': 'chaos-lab', ...(host ? { host } : {}) });

const ruleHeader = 'x-chaos-rule';

/** The engine marks what it injected, so that it can be told from an error of the application's. */
export const wasInjected = (response: Pick<Response, 'headers'>): boolean => response.headers.has(ruleHeader);

/** Its headers are put together when somebody asks for them: thousands of answers are kept, and few are looked at. */
const answerOf = (
  { rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>,
  body: Buffer,
  truncated: boolean,
): ProbeAnswer => ({
  get headers() {
    return headersOf(rawHeaders);
  },
  body,
  truncated,
});

/** In the order they came, repeated ones repeated. */
const headersOf = (rawHeaders: readonly string[]): HeaderList =>
  rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? '']] : []));

const reasonOf = (error: unknown): string => {
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return code;
  return isAbort(error) ? 'aborted' : error instanceof Error ? error.message : String(error);
};
