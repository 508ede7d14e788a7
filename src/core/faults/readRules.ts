import type { ChaosClient } from '../http/chaosClient';
import type { CountedRule } from '../http/wire';
import type { FaultsState, RuleView } from './faultsState';
import { ownerOf, parseTag } from './tag';

/** Reads what the engine holds: its rules, as `owner` sees them, and the latency. */
export const readRules = async (
  client: ChaosClient,
  owner: string,
  can: { readonly hitCounts: boolean; readonly effects: boolean },
  signal?: AbortSignal,
): Promise<FaultsState> => {
  const [rules, latencyMs] = await Promise.all([
    can.hitCounts ? client.getRules(signal) : uncounted(client, signal),
    can.effects ? client.getLatency(signal) : 0,
  ]);
  return { available: true, rules: rules.map((counted, index) => viewOf(counted, index, owner)), latencyMs };
};

const uncounted = async (client: ChaosClient, signal?: AbortSignal): Promise<CountedRule[]> =>
  (await client.getFaults(signal)).map((rule) => ({ rule }));

const viewOf = (counted: CountedRule, index: number, owner: string): RuleView => {
  const { rule, hits, matches, endsAt: overAt, shadowedBy } = counted;
  const endsAt = parseTag(rule.description)?.endsAt;
  return {
    rule,
    index,
    owner: ownerOf(rule, owner),
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(hits === undefined ? {} : { hits }),
    ...(matches === undefined ? {} : { matches }),
    ...(overAt === undefined ? {} : { overAt }),
    ...(shadowedBy === undefined ? {} : { shadowedBy }),
  };
};
