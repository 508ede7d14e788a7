import type { ActivityContext } from '../activityContext';
import { isMet } from '../runHypothesis';
import { runProvider } from '../runProvider';
import type { MeasuredEndpoint } from './measuredEndpoints';

/** One request to an endpoint, and what came of it. */
export interface Sample {
  readonly endpoint: string;
  /** Unix ms at which it was sent. */
  readonly at: number;
  readonly durationMs: number;
  /** Answered within the tolerance of its probe. */
  readonly isGood: boolean;
}

export interface SamplerOptions {
  /** To each endpoint. */
  readonly requestsPerSecond: number;
  /** Requests under way at once. */
  readonly concurrency: number;
}

/** For a probe that names no timeout: a request that is never answered is a bad one. */
const timeoutSeconds = 10;

/** Of one run: more would fill the memory. */
export const mostSamples = 200_000;

/**
 * Sends the requests of endpoints at a rate, evenly, until it is stopped. What would exceed the concurrency is not sent;
 * requests that are under way at the end are waited for.
 */
export class Sampler {
  readonly samples: Sample[] = [];
  /** Requests that were due and not sent. */
  notSent = 0;
  private readonly underWay = new Set<Promise<void>>();
  private readonly beganAt: number;
  private timer: { dispose(): void } | undefined;
  private turns = 0;

  constructor(
    private readonly endpoints: readonly MeasuredEndpoint[],
    private readonly options: SamplerOptions,
    private readonly context: ActivityContext,
  ) {
    this.beganAt = context.clock.now();
    this.send();
  }

  async stop(): Promise<readonly Sample[]> {
    this.timer?.dispose();
    await Promise.all(this.underWay);
    return this.samples;
  }

  private send(): void {
    const { clock, signal } = this.context;
    if (signal.aborted || this.endpoints.length === 0) return;
    const { requestsPerSecond } = this.options;
    const due = Math.floor(((clock.now() - this.beganAt) / 1000) * requestsPerSecond) + 1;
    for (; this.turns < due; this.turns++) for (const endpoint of this.endpoints) this.sendTo(endpoint);
    const next = this.beganAt + (this.turns * 1000) / requestsPerSecond;
    this.timer = clock.after(Math.max(1, next - clock.now()), () => this.send());
  }

  private sendTo(endpoint: MeasuredEndpoint): void {
    if (this.underWay.size >= this.options.concurrency || this.samples.length >= mostSamples) {
      this.notSent++;
      return;
    }
    const asking = sampleOf(endpoint, this.context).then((sample) => {
      this.underWay.delete(asking);
      if (sample) this.samples.push(sample);
    });
    this.underWay.add(asking);
  }
}

/** Undefined when the run was ended meanwhile. */
export const sampleOf = async (
  endpoint: MeasuredEndpoint,
  context: ActivityContext,
): Promise<Sample | undefined> => {
  const { name, provider } = endpoint;
  const { clock, signal } = context;
  const at = clock.now();
  const limited = { ...endpoint, provider: { ...provider, timeout: provider.timeout ?? timeoutSeconds } };
  // What a thousand answers say is counted, not told one by one.
  const quiet = { ...context, tell: () => {} };
  const isGood = await runProvider(limited, quiet)
    .then((output) => isMet(endpoint, output, quiet))
    .catch(() => false);
  if (signal.aborted) return undefined;
  return { endpoint: name, at, durationMs: clock.now() - at, isGood };
};
