import type { Clock } from '../clock';
import { messageOf } from '../errors';
import type { ChaosClient } from '../http/chaosClient';
import type { FaultRule } from './rule';
import { canonicalRule } from './ruleValidation';
import { parseTag } from './tag';

export interface TakeBackOptions {
  readonly owner: string;
  /** The latency is reset if it has one of these values. */
  readonly latencies: readonly number[];
  readonly clock: Clock;
  /** How long to try while the engine does not answer. */
  readonly patienceMs: number;
  readonly report: (line: string) => void;
}

const retryAfterMs = 500;

/**
 * Takes back the rules tagged `chaos-lab:{owner}`, and the latency if it is ours: those that are there at the first
 * answer, since a window that opens meanwhile has the same owner. False when the engine did not let it in the end.
 */
export const takeBack = async (client: ChaosClient, options: TakeBackOptions): Promise<boolean> => {
  const { clock, patienceMs, report } = options;
  const deadline = clock.now() + patienceMs;
  const doomed: Doomed = {};
  for (;;) {
    try {
      if (await takeBackOnce(client, options, doomed)) return true;
    } catch (error) {
      report(messageOf(error));
    }
    if (clock.now() >= deadline) return false;
    await new Promise<void>((resolve) => clock.after(retryAfterMs, resolve));
  }
};

interface Doomed {
  rules?: ReadonlySet<string>;
}

/** Whether nothing of it is left. */
const takeBackOnce = async (
  client: ChaosClient,
  { owner, latencies }: TakeBackOptions,
  doomed: Doomed,
): Promise<boolean> => {
  const ours = (await client.getFaults()).filter(({ description }) => parseTag(description)?.owner === owner);
  doomed.rules ??= new Set(ours.map(canonicalRule));
  const isDoomed = (rule: FaultRule) => doomed.rules?.has(canonicalRule(rule)) ?? false;
  const rules = ours.filter(isDoomed);
  const left = rules.length > 0 ? await client.deleteFaults(rules) : [];
  if (latencies.length > 0 && latencies.includes(await client.getLatency())) await client.setLatency(0);
  return !left.some(isDoomed);
};
