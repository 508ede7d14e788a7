import { systemClock } from '../../../clock';
import { type ProbedStatus, probeCapabilities } from '../../../engines/probeCapabilities';
import { HumanError, isHumanError } from '../../../errors';
import { Lease } from '../../../faults/lease';
import type { FaultRule } from '../../../faults/rule';
import { canonicalRule } from '../../../faults/rule';
import { ChaosClient } from '../../../http/chaosClient';
import { silentLog } from '../../../log';
import { substitute } from '../../configuration/substitute';
import type { Experiment } from '../../format/experiment';
import type { HttpRequest } from '../http/sendRequest';
import type { RunOptions } from '../runOptions';
import { engineOrigin } from './engineOrigin';

type Values = Readonly<Record<string, unknown>>;

interface Held {
  readonly client: ChaosClient;
  /** Absent where the engine knows none. */
  readonly lease?: Lease;
  readonly before: ReadonlySet<string>;
  readonly latencyMs: number;
}

/**
 * Answers for the faults that a run sets in an engine. Its requests there carry the run's name, and the engine ties what
 * they set to a lease: when the run ends, or dies, all of it goes.
 */
export class RunSafety {
  private constructor(private readonly held: Held | undefined) {}

  /** Rejects with a `HumanError` when the engine that was asked for does not answer. */
  static async begin(
    experiment: Experiment,
    { endpoint }: Pick<RunOptions, 'endpoint'>,
    { configuration, secrets }: { readonly configuration: Values; readonly secrets: Values },
    id: string,
  ): Promise<RunSafety> {
    const origin = endpoint ?? engineOrigin(experiment, (value) => substitute(value, configuration, secrets));
    if (origin === undefined) return new RunSafety(undefined);
    const client = new ChaosClient(origin, { owner: `run-${id}` });
    const status = await statusOf(client, endpoint !== undefined);
    if (status?.state !== 'ready') return new RunSafety(undefined);
    return new RunSafety(await hold(client, status));
  }

  /** The request as one of the run's, where it goes to its engine. */
  authorize(request: HttpRequest): HttpRequest {
    const { headers, url } = request;
    const own = Object.entries(headers).filter(([name]) => name.toLowerCase() !== ownerHeader);
    if (!this.held?.lease || url.origin !== this.held.client.endpoint)
      return { ...request, headers: Object.fromEntries(own) };
    return {
      ...request,
      headers: { ...Object.fromEntries(own), [ownerHeader]: this.held.client.owner ?? '' },
    };
  }

  /** Takes back what is left of the run. Rejects with a `HumanError` when that is not certain. */
  async end(): Promise<void> {
    const { held } = this;
    if (!held) return;
    try {
      if (held.lease) await held.client.releaseLease();
      else await takeBack(held);
    } catch (error) {
      throw new HumanError(
        `The faults of the run could not be taken back: ${(error as Error).message} ` +
          `Look with \`chaos-lab faults list --endpoint ${held.client.endpoint}\`.`,
        'failed',
        { cause: error },
      );
    } finally {
      held.lease?.dispose();
    }
  }
}

const ownerHeader = 'x-chaos-owner';

/** Undefined when nothing answers at an origin that only the file names: then its activities fail by themselves. */
const statusOf = async (client: ChaosClient, asked: boolean): Promise<ProbedStatus | undefined> => {
  try {
    return await probeCapabilities(client);
  } catch (error) {
    if (asked || !isHumanError(error)) throw error;
    return undefined;
  }
};

const hold = async (client: ChaosClient, { capabilities }: ProbedStatus): Promise<Held> => {
  const before = new Set((await client.getFaults()).map(canonicalRule));
  const latencyMs = capabilities.effects ? await client.getLatency() : 0;
  if (!capabilities.leases) return { client, before, latencyMs };
  const lease = new Lease(client, systemClock, silentLog);
  await lease.hold();
  return { client, lease, before, latencyMs };
};

/** What was not there before the run is the run's. */
const takeBack = async ({ client, before, latencyMs }: Held): Promise<void> => {
  const ours = (await client.getFaults()).filter((rule: FaultRule) => !before.has(canonicalRule(rule)));
  if (ours.length > 0) await client.deleteFaults(ours);
  if ((await client.getLatency()) !== latencyMs) await client.setLatency(latencyMs);
};
