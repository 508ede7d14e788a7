import type { Capabilities } from './engine';

export type Ability = 'effects' | 'leases' | 'events' | 'hitCounts' | 'latencyPerRule';

/** Why an engine with chaos cannot do this, in one sentence for a grey switch; undefined when it can. */
export const whyMissing = (ability: Ability, can: Capabilities): string | undefined => {
  if (can[ability] || (ability === 'hitCounts' && can.hitsFromLog)) return undefined;
  const { product } = can;
  switch (ability) {
    case 'effects':
      return `${product} cannot delay requests: its Chaos API has no effects.`;
    case 'leases':
      return `${product} keeps faults when their owner is gone: a guard process of the lab takes them back instead.`;
    case 'events':
      return `${product} does not tell of the requests it gets: only the lab's own calls are shown.`;
    case 'hitCounts':
      return `${product} does not count how often a rule fires. Start it from here to have hits counted from its log.`;
    case 'latencyPerRule':
      return `${product} delays all requests alike: set the latency for everything.`;
  }
};
