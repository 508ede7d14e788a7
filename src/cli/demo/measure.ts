import type { LambdaClientConfig } from '@aws-sdk/client-lambda';
import type { Endpoint, Sample } from '../../core/endpoints/endpoint';
import { probe } from '../../core/endpoints/probe';
import type { Expectation, Phase } from './phases';
import { faultedRegion } from './phases';

/** One answer, and whether it was the promised one. */
export interface Measurement extends Pick<Sample, 'status' | 'error' | 'durationMs' | 'injected'> {
  /** `us-east-1 GET /test` */
  readonly subject: string;
  readonly region: string;
  readonly endpoint?: Pick<Endpoint, 'id' | 'method' | 'path' | 'domain' | 'url'>;
  /** In words: `200`, `200 after at least 400 ms`. */
  readonly expected: string;
  readonly asExpected: boolean;
}

/** Where the AWS SDK calls, and which function it asks for. */
export interface SdkTarget {
  readonly endpoint: string;
  readonly functionName: string;
}

/** Calls every endpoint once, and `GetFunction` through the AWS SDK, all at the same time. */
export const measure = (
  phase: Phase,
  endpoints: readonly Endpoint[],
  sdk: SdkTarget,
  signal: AbortSignal,
): Promise<Measurement[]> =>
  Promise.all([
    ...endpoints.map((endpoint) => measureEndpoint(phase, endpoint, signal)),
    measureGetFunction(phase, sdk, signal),
  ]);

const measureEndpoint = async (
  phase: Phase,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<Measurement> => {
  const { status, error, durationMs, injected } = await probe(endpoint, { signal });
  const expectation = phase.expect(endpoint);
  const { id, method, path, domain, url, region } = endpoint;
  return {
    subject: [region, domain, method, path].filter(Boolean).join(' '),
    region,
    endpoint: { id, method, path, url, ...(domain ? { domain } : {}) },
    ...(status === undefined ? {} : { status }),
    ...(error === undefined ? {} : { error }),
    durationMs,
    injected,
    expected: describe(expectation),
    asExpected: meets(expectation, status, durationMs),
  };
};

const measureGetFunction = async (
  phase: Phase,
  target: SdkTarget,
  signal: AbortSignal,
): Promise<Measurement> => {
  const started = performance.now();
  const { status, code } = await getFunction(target, signal);
  const durationMs = Math.round(performance.now() - started);
  const { getFunctionFails, latencyMs } = phase;
  const slowEnough = durationMs >= (latencyMs ?? 0);
  return {
    subject: `${faultedRegion} SDK lambda GetFunction`,
    region: faultedRegion,
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { error: code }),
    durationMs,
    injected: getFunctionFails !== undefined && code === getFunctionFails,
    expected: getFunctionFails ?? describe({ status: 200, ...(latencyMs ? { atLeastMs: latencyMs } : {}) }),
    asExpected: code === getFunctionFails && slowEnough,
  };
};

/** As any program of the user's would ask; once, since retries would hide what is measured. */
const getFunction = async (
  { endpoint, functionName }: SdkTarget,
  abortSignal: AbortSignal,
): Promise<{ readonly status?: number; readonly code?: string }> => {
  const { LambdaClient, GetFunctionCommand } = await import('@aws-sdk/client-lambda');
  const client = new LambdaClient({ ...clientConfig, endpoint });
  try {
    const answer = await client.send(new GetFunctionCommand({ FunctionName: functionName }), { abortSignal });
    return { status: answer.$metadata.httpStatusCode ?? 0 };
  } catch (error) {
    abortSignal.throwIfAborted();
    return failureOf(error);
  } finally {
    client.destroy();
  }
};

const clientConfig: LambdaClientConfig = {
  region: faultedRegion,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

const failureOf = (error: unknown): { readonly status?: number; readonly code: string } => {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  return { code: name ?? String(error), ...(status === undefined ? {} : { status }) };
};

const meets = (
  { status, atLeastMs = 0 }: Expectation,
  got: number | undefined,
  durationMs: number,
): boolean => got === status && durationMs >= atLeastMs;

const describe = ({ status, atLeastMs }: Expectation): string =>
  atLeastMs ? `${status} after at least ${atLeastMs} ms` : String(status);
