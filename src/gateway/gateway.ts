import { randomInt, randomUUID } from 'node:crypto';
import type { Backend } from '../aws/backend';
import { answerRequest } from './answerRequest';
import { type Clock, systemClock } from './clock';
import { createControl } from './control/createControl';
import { effectsRoute } from './control/effectsRoute';
import type { EngineInfo } from './control/engineInfo';
import { eventsRoute } from './control/eventsRoute';
import { faultsRoute } from './control/faultsRoute';
import { leasesRoute } from './control/leasesRoute';
import { rulesRoute } from './control/rulesRoute';
import { seedRoute } from './control/seedRoute';
import { statusRoutes } from './control/statusRoutes';
import { EventHub } from './events/eventHub';
import type { Parts } from './exchange';
import { Chance } from './faults/chance';
import { Effects } from './faults/effects';
import { Leases } from './faults/leases';
import { RuleStore } from './faults/ruleStore';
import { createGuard } from './guard';
import { HttpServer } from './http/httpServer';

export interface GatewayOptions {
  readonly backend: Backend;
  /** For calls that name no region. */
  readonly region: string;
  readonly version: string;
  /** Host names to answer to besides the local ones. */
  readonly allowHosts?: readonly string[];
  /** Of the generator behind the probabilities; a random one when absent. */
  readonly seed?: number;
  readonly clock?: Clock;
  /** What crossed; whoever shares it may tell of more. */
  readonly events?: EventHub;
  /** Told of errors that are the engine's own. */
  readonly report: (line: string) => void;
}

export interface Gateway {
  /** Gives the port. Rejects with Node's error (`EADDRINUSE`, …) when it cannot listen. */
  listen(port: number, host: string): Promise<number>;
  /** Ends what runs and closes every connection; the backend stays open. */
  close(): Promise<void>;
}

/** The chaos gateway: identify -> match -> fault, or hand on to the backend. */
export function createGateway(options: GatewayOptions): Gateway {
  const { backend, region, clock = systemClock, seed = randomInt(2 ** 32) } = options;
  const chance = new Chance(seed);
  const rules = new RuleStore(chance.draw, clock);
  const effects = new Effects(clock);
  const leases = new Leases(clock, (owner) => {
    rules.removeOwned(owner);
    effects.clearOwned(owner);
  });
  const parts: Parts = { backend, rules, effects, events: options.events ?? new EventHub() };
  const info = { version: options.version, startedAt: clock.now(), sessionId: randomUUID() };
  const handling = {
    ...parts,
    guard: createGuard(options.allowHosts ?? []),
    control: createControl(controlRoutes(parts, leases, chance, info), { 'x-localstack': options.version }),
    defaultRegion: region,
  };
  const server = new HttpServer(
    (request, waiting) => answerRequest(handling, request, waiting),
    options.report,
  );
  return {
    listen: (port, host) => server.listen(port, host),
    close: () => {
      leases.dispose();
      rules.dispose();
      return server.close();
    },
  };
}

/** Everything the engine answers for itself. */
const controlRoutes = (
  { backend, rules, effects, events }: Parts,
  leases: Leases,
  chance: Chance,
  info: EngineInfo,
) => [
  ...statusRoutes(info, backend, chance),
  faultsRoute(rules),
  effectsRoute(effects),
  rulesRoute(rules, chance),
  seedRoute(chance),
  eventsRoute(events),
  leasesRoute(leases),
];
