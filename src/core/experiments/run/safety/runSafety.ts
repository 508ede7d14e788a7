import { probeCapabilities } from '../../../engines/probeCapabilities';
import { isHumanError, messageOf } from '../../../errors';
import { ChaosClient } from '../../../http/chaosClient';
import type { HttpRequest } from '../http/sendRequest';
import { engineKey, isChaosUrl } from './engineOrigins';
import { HeldEngine, type HoldOptions } from './heldEngine';

/**
 * Answers for the faults that a run sets in engines. Its requests there carry the run's name, and each engine ties what
 * they set to a lease: when the run ends, or dies, all of it goes.
 */
export class RunSafety {
  private readonly engines = new Map<string, Promise<HeldEngine | undefined>>();

  constructor(
    private readonly id: string,
    private readonly options: HoldOptions,
  ) {}

  /** Whether there is an engine that faults of the run may have been set at. */
  get holdsAny(): boolean {
    return this.engines.size > 0;
  }

  /** The engine that was asked for. Rejects with a `HumanError` when it does not answer. */
  async require(endpoint: string): Promise<void> {
    await this.hold(endpoint, true);
  }

  /** An engine that only the file names: when nothing answers there, its activities fail by themselves. */
  async watch(origin: string): Promise<void> {
    await this.hold(origin, false);
  }

  /** The request as one of the run's, where it goes to an engine. None sets a fault before somebody answers for it. */
  async authorize(request: HttpRequest): Promise<HttpRequest> {
    const { headers, url, method } = request;
    const own = Object.entries(headers).filter(([name]) => name.toLowerCase() !== ownerHeader);
    if (isChaosUrl(url) && method !== 'GET') await this.watch(url.origin);
    const owner = (await this.engines.get(engineKey(url)))?.owner;
    return {
      ...request,
      headers: { ...Object.fromEntries(own), ...(owner === undefined ? {} : { [ownerHeader]: owner }) },
    };
  }

  /** Makes what is random there the same each time; engines that know no seed are told of. Whether any knows it. */
  async setSeed(seed: number): Promise<boolean> {
    let isSet = false;
    for (const engine of await this.held()) {
      if (engine.capabilities.extensions) {
        await engine.client.setSeed(seed);
        isSet = true;
      } else this.options.warn(`${engine.client.endpoint} knows no seed: what is random there stays so.`);
    }
    return isSet;
  }

  /** Takes back what is left of the run; gives what is not certain, in sentences. */
  async end(wasCutOff: boolean): Promise<string[]> {
    const released = (await this.held()).map((engine) => engine.release(wasCutOff));
    return (await Promise.allSettled(released)).flatMap((each) =>
      each.status === 'rejected' ? [messageOf(each.reason)] : [],
    );
  }

  private async held(): Promise<HeldEngine[]> {
    const settled = await Promise.allSettled(this.engines.values());
    return settled.flatMap((each) => (each.status === 'fulfilled' && each.value ? [each.value] : []));
  }

  private hold(origin: string, isRequired: boolean): Promise<HeldEngine | undefined> {
    const key = engineKey(new URL(origin));
    const known = this.engines.get(key);
    if (known) return known;
    const holding = this.tryHold(origin, isRequired);
    this.engines.set(key, holding);
    holding.then(
      (engine) => engine ?? this.engines.delete(key), // it may be there when it is asked for next
      () => this.engines.delete(key),
    );
    return holding;
  }

  private async tryHold(origin: string, isRequired: boolean): Promise<HeldEngine | undefined> {
    const client = new ChaosClient(origin, { owner: `run-${this.id}` });
    try {
      const status = await probeCapabilities(client);
      return status.state === 'ready' ? await HeldEngine.hold(client, status, this.options) : undefined;
    } catch (error) {
      if (isRequired || !isHumanError(error) || error.kind !== 'unreachable') throw error;
      return undefined;
    }
  }
}

const ownerHeader = 'x-chaos-owner';
