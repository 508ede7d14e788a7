import { randomBytes } from 'node:crypto';
import { HumanError } from '../core/errors';
import { ChaosClient } from '../core/http/chaosClient';
import type { Connection } from './connect';

/** The tag of what the command line sets: it stays until cleared. */
export const cliOwner = 'cli';

const longestMs = 24 * 60 * 60 * 1000;

/** A client whose faults the engine takes back by itself after `durationMs`: an owner with a lease that nobody renews. */
export const timedClient = async (
  { client, capabilities }: Connection,
  durationMs: number,
): Promise<{ readonly owner: string; readonly client: ChaosClient }> => {
  if (durationMs > longestMs)
    throw new HumanError('An engine keeps time for 24 hours at most. Give --for less.', 'usage');
  if (!capabilities.leases) {
    throw new HumanError(
      `${capabilities.product} cannot take a fault back by itself. Leave out --for, and clear it when it has done its work.`,
    );
  }
  const owner = `${cliOwner}-${randomBytes(4).toString('hex')}`;
  const owned = new ChaosClient(client.endpoint, { owner });
  await owned.renewLease(durationMs);
  return { owner, client: owned };
};
