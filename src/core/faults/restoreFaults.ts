import type { Clock } from '../clock';
import { messageOf } from '../errors';
import type { ChaosClient } from '../http/chaosClient';
import { canonicalRule, type FaultRule } from './rule';

/** What was in force at an engine before somebody began to set faults there. */
export interface FaultsBefore {
  readonly rules: readonly FaultRule[];
  readonly latencyMs: number;
}

export interface RestoreOptions {
  readonly clock: Clock;
  /** How long to try while the engine does not answer. */
  readonly patienceMs: number;
  readonly report: (line: string) => void;
}

const retryAfterMs = 250;

/**
 * Takes back what was not in force before: the rules that are there at the first answer, and the latency. What was there
 * before and is gone stays gone. False when the engine did not let it in the end.
 */
export const restoreFaults = async (
  client: ChaosClient,
  before: FaultsBefore,
  { clock, patienceMs, report }: RestoreOptions,
): Promise<boolean> => {
  const deadline = clock.now() + patienceMs;
  const known = new Set(before.rules.map(canonicalRule));
  let doomed: ReadonlySet<string> | undefined;
  for (;;) {
    try {
      const news = (await client.getFaults()).filter((rule) => !known.has(canonicalRule(rule)));
      doomed ??= new Set(news.map(canonicalRule));
      const rules = news.filter((rule) => doomed?.has(canonicalRule(rule)));
      if (rules.length > 0) await client.deleteFaults(rules);
      const isLate = await resetLatency(client, before.latencyMs);
      if (rules.length === 0 && !isLate) return true;
    } catch (error) {
      report(messageOf(error));
      await new Promise<void>((resolve) => clock.after(retryAfterMs, resolve));
    }
    if (clock.now() >= deadline) return false;
  }
};

/** Whether it had another value. An engine may have rules alone. */
const resetLatency = async (client: ChaosClient, latencyMs: number): Promise<boolean> => {
  const { status } = await client.ask('GET', '/_localstack/chaos/effects');
  if (status === 404 || (await client.getLatency()) === latencyMs) return false;
  await client.setLatency(latencyMs);
  return true;
};
