import { pooledRandom } from '../../pooledRandom';
import type { ResolvedFunction } from '../functionTable';
import type { Environment } from './environment';
import { type InvocationLog, reportLine } from './invocationLog';
import { type Answer, answerOf, timedOut, timeoutText } from './invocationResult';

export interface InvocationCall {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** JSON text. */
  readonly clientContext?: string;
}

/** How long a handler may load before its timeout begins to count. */
const FREE_INIT_MS = 10_000;

/** One invocation in an environment that is free, from the START to the REPORT line. Never rejects. */
export async function runInvocation(
  environment: Environment,
  { version, arn }: ResolvedFunction,
  call: InvocationCall,
  log: InvocationLog,
): Promise<Answer> {
  const { requestId } = call;
  const { Timeout, MemorySize } = version.settings;
  environment.onLog = log.write;
  log.write(`START RequestId: ${requestId} Version: ${version.version}\n`);
  if (environment.starting) await within(environment.starting, FREE_INIT_MS);
  const startedAt = performance.now();
  const answer = await callHandler(environment, call, arn, Timeout);
  const report = reportLine({
    requestId,
    durationMs: performance.now() - startedAt,
    memoryMb: MemorySize,
    peakMemoryKb: environment.peakMemoryKb,
    initDurationMs: environment.takeInitDuration(),
    status: answer.status,
  });
  log.write(...endLines(requestId, answer, Timeout), report);
  return answer;
}

async function callHandler(
  environment: Environment,
  call: InvocationCall,
  arn: string,
  timeout: number,
): Promise<Answer> {
  const { requestId, payload, clientContext } = call;
  const running = environment.run({
    id: requestId,
    event: payload,
    deadlineMs: Date.now() + timeout * 1000,
    functionArn: arn,
    traceId: newTraceId(),
    ...(clientContext !== undefined && { clientContext }),
  });
  const outcome = await within(running, timeout * 1000);
  if (outcome) return answerOf(outcome, requestId);
  environment.kill();
  return timedOut(requestId, timeout);
}

function endLines(requestId: string, { status, payload }: Answer, timeout: number): string[] {
  const end = `END RequestId: ${requestId}\n`;
  if (status === undefined) return [end];
  const text =
    status === 'timeout'
      ? `${new Date().toISOString()} ${requestId} ${timeoutText(timeout)}\n\n`
      : failureText(payload);
  return [text, end];
}

function failureText(payload: string): string {
  const { errorType, errorMessage } = JSON.parse(payload);
  return `${errorMessage}\n${errorType}\n`;
}

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
function newTraceId(): string {
  const random = pooledRandom(20).toString('hex');
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${random.slice(0, 24)};Parent=${random.slice(24)};Sampled=0`;
}

/** Undefined when the time passes first. */
async function within<T>(work: Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, limitMs, undefined);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
