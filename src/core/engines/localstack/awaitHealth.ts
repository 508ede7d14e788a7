import type { Clock } from '../../clock';
import { HumanError } from '../../errors';
import { ChaosClient } from '../../http/chaosClient';
import { isEmulator } from '../product';

const pollMs = 250;
const answerMs = 2000;
/** Who serves inside and does not answer here in this time never will. */
const readyGraceMs = 10_000;

export interface HealthOptions {
  readonly endpoint: string;
  readonly name: string;
  readonly timeoutMs: number;
  /** The container says that it serves. */
  readonly saidReady: () => boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
}

/** Waits until `/_localstack/health` answers well. Rejects with a `HumanError` when that takes too long. */
export const awaitHealth = async (options: HealthOptions): Promise<void> => {
  const { endpoint, timeoutMs, saidReady, clock, signal, fetch } = options;
  const client = new ChaosClient(endpoint, { timeoutMs: answerMs, ...(fetch && { fetch }) });
  let deadline = clock.now() + timeoutMs;
  let sawReady = false;
  for (;;) {
    signal.throwIfAborted();
    if (await isHealthy(client, signal)) return;
    if (clock.now() >= deadline) throw tooSlow(options);
    if (saidReady() && !sawReady) deadline = Math.min(deadline, clock.now() + readyGraceMs);
    sawReady = saidReady();
    await pause(clock, signal);
  }
};

const isHealthy = async (client: ChaosClient, signal: AbortSignal): Promise<boolean> => {
  try {
    return isEmulator(await client.health(signal));
  } catch {
    signal.throwIfAborted();
    return false; // it does not listen yet
  }
};

const pause = (clock: Clock, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      timer.dispose();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.after(pollMs, done);
    signal.addEventListener('abort', done, { once: true });
  });

const tooSlow = ({ endpoint, name, timeoutMs, saidReady }: HealthOptions): HumanError => {
  const seconds = timeoutMs / 1000;
  if (saidReady()) {
    return new HumanError(
      `The container "${name}" says that it is ready, but nothing answers at ${endpoint}: Docker runs on another machine ` +
        'than this, or this is a container itself. Forward that port here, or attach to where it can be reached with ' +
        '"Chaos: Attach to Endpoint".',
    );
  }
  return new HumanError(
    `The container "${name}" did not serve within ${seconds} s. "Chaos: Show Container Log" tells what it did; ` +
      'start it again, or give it more time in the setting chaos.localstack.startTimeoutSeconds.',
  );
};
