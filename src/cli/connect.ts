import type { ProbedStatus } from '../core/engines/probeCapabilities';
import { probeCapabilities } from '../core/engines/probeCapabilities';
import { HumanError } from '../core/errors';
import { ChaosClient } from '../core/http/chaosClient';

export interface Connection {
  readonly client: ChaosClient;
  readonly capabilities: ProbedStatus['capabilities'];
}

/** The Chaos API at an endpoint. Rejects with a `HumanError` when nothing answers, or something without it. */
export const connect = async (endpoint: string): Promise<Connection> => {
  const client = new ChaosClient(endpoint);
  const status = await probeCapabilities(client);
  if (status.state === 'ready') return { client, capabilities: status.capabilities };
  throw new HumanError(status.reason ?? `${endpoint} has no Chaos API.`);
};
