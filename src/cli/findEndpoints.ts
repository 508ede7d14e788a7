import { endpointsOf } from '../core/endpoints/apiModel';
import { discover } from '../core/endpoints/discovery';
import type { Endpoint } from '../core/endpoints/endpoint';
import { HumanError, messageOf } from '../core/errors';
import { ChaosClient } from '../core/http/chaosClient';

/** The deployed endpoints of some regions. Rejects with a `HumanError` when the engine or its API Gateway does not answer. */
export const findEndpoints = async (
  endpoint: string,
  regions: readonly string[],
  signal?: AbortSignal,
): Promise<Endpoint[]> => {
  await new ChaosClient(endpoint).health(signal); // tells "nobody there" from "API Gateway fails"
  const found = await Promise.all(regions.map((region) => inRegion(endpoint, region, signal)));
  return found.flat();
};

const inRegion = async (endpoint: string, region: string, signal?: AbortSignal): Promise<Endpoint[]> => {
  try {
    return endpointsOf(await discover({ endpoint, region, ...(signal ? { signal } : {}) }), endpoint);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new HumanError(
      `API Gateway in ${region} did not tell its APIs: ${messageOf(cause).replace(/\.*$/, '.')} See the engine's log.`,
      'failed',
      { cause },
    );
  }
};
