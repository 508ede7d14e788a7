import type { Experiment } from '../../format/experiment';
import { findLabExtension } from '../../format/findLabExtension';
import {
  type LabExtension,
  type LabLoad,
  labDefaults,
  type StatisticalSteadyState,
} from '../../format/labExtension';
import type { ActivityContext } from '../activityContext';
import type { EndpointMeasurement, LabMeasurements, SteadyStateVerdict } from '../labMeasurements';
import { pause } from '../pause';
import { judgeBlastRadius } from './blastRadius';
import { describeUnmet } from './describeVerdict';
import { judgeSteadyState } from './judgeSteadyState';
import { type MeasuredEndpoint, measuredEndpoints } from './measuredEndpoints';
import { type FaultTimes, measureEndpoint } from './measureEndpoint';
import { type Sample, Sampler, sampleOf } from './sampler';

type Measured = Omit<LabMeasurements, 'name' | 'faultsTakenBack' | 'seed'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface FaultsGone {
  /** Unix ms. */
  readonly at: number;
  /** Whether anything was done that an endpoint could recover by. */
  readonly mayRecover: boolean;
}

/** Seconds between two questions whether an endpoint has recovered. */
const askAgainAfter = 0.25;
/** How long an endpoint is given to recover once the faults are gone. */
const recoversWithinMs = 10_000;

/**
 * What the extension of an experiment asks for beyond Chaos Toolkit, in the order of a run:
 *
 *   judge('before') ─▶ beginMethod ─▶ endMethod ─▶ judge('after') ─▶ (rollbacks, faults gone) ─▶ end
 */
export class LabRun {
  private readonly measured: Writable<Measured> = {};
  private readonly samples: Sample[] = [];
  private readonly load: LabLoad;
  private readonly loaded: readonly MeasuredEndpoint[];
  private sampler: Sampler | undefined;
  private recovering: Promise<unknown> = Promise.resolve();
  private gone: FaultsGone | undefined;

  private constructor(
    private readonly experiment: Experiment,
    private readonly extension: LabExtension,
    private readonly context: ActivityContext,
  ) {
    const { load, expected = {} } = extension;
    const named = [...(expected.failed ?? []), ...(expected.stayedHealthy ?? [])];
    this.load = load ?? { requestsPerSecond: labDefaults.expectedRequestsPerSecond, endpoints: named };
    // What is expected of an endpoint is measured, whether it is under load or not.
    const wanted = this.load.endpoints && [...this.load.endpoints, ...named];
    this.loaded = measuredEndpoints(experiment, wanted);
  }

  /** Undefined when nothing is asked for; a dry run measures nothing. */
  static of(experiment: Experiment, context: ActivityContext): LabRun | undefined {
    const extension = findLabExtension(experiment);
    return extension && context.dry === undefined ? new LabRun(experiment, extension, context) : undefined;
  }

  get seed(): number | undefined {
    return this.extension.seed;
  }

  /** Whether the steady state is met over many answers. */
  async judge(moment: 'before' | 'after'): Promise<boolean> {
    const verdicts: SteadyStateVerdict[] = [];
    for (const state of this.extension.steadyState ?? []) verdicts.push(...(await this.judgeOver(state)));
    if (verdicts.length > 0) this.measured.steadyState = { ...this.measured.steadyState, [moment]: verdicts };
    const unmet = verdicts.filter(({ met }) => !met);
    for (const each of unmet) this.warn(describeUnmet(each));
    return unmet.length === 0;
  }

  beginMethod(): void {
    const { requestsPerSecond, concurrency = labDefaults.concurrency } = this.load;
    if (this.loaded.length > 0)
      this.sampler = new Sampler(this.loaded, { requestsPerSecond, concurrency }, this.context);
  }

  /** Whether the faults of the method reached what they had to, and nothing else. */
  async endMethod(): Promise<boolean> {
    if (!this.sampler) return true;
    const { requestsPerSecond, concurrency = labDefaults.concurrency } = this.load;
    this.samples.push(...(await this.sampler.stop()));
    this.context.signal.throwIfAborted();
    const { notSent } = this.sampler;
    this.measured.load = { requestsPerSecond, concurrency, requests: this.samples.length, notSent };
    this.recovering = Promise.all(
      this.loaded.filter((each) => this.wasBad(each)).map((each) => this.watch(each)),
    );
    this.recovering.catch(() => {}); // the run was ended: told by its status
    const { expected } = this.extension;
    if (!expected) return true;
    const verdict = judgeBlastRadius(expected, this.samples);
    this.measured.expected = verdict;
    for (const { endpoint } of verdict.failed.filter(({ met }) => !met))
      this.warn(`${endpoint} was to fail while the method ran, and did not.`);
    for (const { endpoint, bad, requests } of verdict.stayedHealthy.filter(({ met }) => !met))
      this.warn(`${endpoint} was to stay healthy, and ${bad} of ${requests} answers were bad.`);
    return verdict.met;
  }

  /** Waits until the endpoints have recovered, for a bounded time, and gives all that was measured. */
  async end(times: FaultTimes, gone: FaultsGone): Promise<Measured> {
    this.gone = gone;
    await this.recovering.catch(() => {}); // the run was ended: told by its status
    const endpoints = this.loaded.map(
      ({ name }): EndpointMeasurement => measureEndpoint(name, this.samples, { to: gone.at, ...times }),
    );
    return {
      ...this.measured,
      ...(endpoints.length > 0 && this.samples.length > 0 ? { endpoints } : {}),
    };
  }

  private async judgeOver(state: StatisticalSteadyState): Promise<SteadyStateVerdict[]> {
    const endpoints = measuredEndpoints(this.experiment, state.endpoints);
    const { requestsPerSecond, window } = state;
    const concurrency = this.extension.load?.concurrency ?? labDefaults.concurrency;
    const sampler = new Sampler(endpoints, { requestsPerSecond, concurrency }, this.context);
    await pause(window, this.context);
    const samples = await sampler.stop();
    this.context.signal.throwIfAborted();
    return endpoints.map(({ name }) => judgeSteadyState(name, state, samples));
  }

  private wasBad({ name }: MeasuredEndpoint): boolean {
    return this.samples.some(({ endpoint, isGood }) => endpoint === name && !isGood);
  }

  /** Asks an endpoint until it answers well without faults. */
  private async watch(endpoint: MeasuredEndpoint): Promise<void> {
    const { clock } = this.context;
    for (;;) {
      const { gone } = this; // as it was when the request was sent
      const sample = await sampleOf(endpoint, this.context);
      if (sample) this.samples.push(sample);
      if (gone && (sample?.isGood || clock.now() > gone.at + (gone.mayRecover ? recoversWithinMs : 0)))
        return;
      await pause(askAgainAfter, this.context);
    }
  }

  private warn(message: string): void {
    this.context.tell({ kind: 'log', level: 'warning', message });
  }
}
