import { setTimeout as delay } from 'node:timers/promises';
import { HumanError } from '../../core/errors';
import { Forwarder } from '../../gateway/upstream/forwarder';
import { isUpstreamError, type UpstreamError } from '../../gateway/upstream/upstreamError';

/** Containers start side by side: an emulator gets this long to answer before the engine refuses to stand in front. */
export const UPSTREAM_PATIENCE_MS = 5000;

const RETRY_MS = 200;
/** An emulator that takes the question and says nothing is asked again after this, and given this long at least. */
const SILENCE_MS = { most: 2000, least: 500 };

/**
 * Resolves when `url` answers, whatever it says, or `signal` aborts. Rejects with a `HumanError` (unreachable) when it
 * has not after `patienceMs`, and at once when waiting cannot help: a certificate, another protocol.
 */
export async function awaitUpstream(url: string, patienceMs: number, signal: AbortSignal): Promise<void> {
  const forwarder = new Forwarder(url);
  const deadline = performance.now() + patienceMs;
  while (!signal.aborted) {
    const left = Math.max(SILENCE_MS.least, deadline - performance.now());
    const problem = await ask(forwarder, Math.min(SILENCE_MS.most, left), signal);
    if (problem === undefined || signal.aborted) return;
    if (problem.isFinal) throw new HumanError(problem.message, 'unreachable');
    if (performance.now() + RETRY_MS > deadline)
      throw new HumanError(tooLate(url, problem, patienceMs), 'unreachable');
    await delay(RETRY_MS, undefined, { signal }).catch(() => {}); // the loop sees that it ended
  }
}

interface Problem {
  readonly message: string;
  /** Short: `ECONNREFUSED`. */
  readonly reason: string;
  readonly isFinal: boolean;
}

async function ask(
  forwarder: Forwarder,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Problem | undefined> {
  try {
    const { stream } = await forwarder.ask(
      '/_localstack/health',
      AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    );
    stream.destroy();
    return undefined;
  } catch (error) {
    return isUpstreamError(error)
      ? problemOf(error)
      : { message: '', reason: 'it says nothing', isFinal: false };
  }
}

const problemOf = ({ message, code, isFinal }: UpstreamError): Problem => ({
  message,
  reason: code,
  isFinal,
});

const tooLate = (url: string, { reason }: Problem, patienceMs: number): string =>
  `Nothing answered at ${url} within ${patienceMs / 1000} s (${reason}), where the engine is to pass requests on to. ` +
  'Start the emulator there, give another --upstream, or wait longer for it, as with --wait-for-upstream 60.';
