import type { Experiment, FullActivity, Tolerance } from '../format/experiment';
import type { ActivityRun, Journal, SteadyStateRun } from '../run/journal';
import type { LabMeasurements } from '../run/labMeasurements';

/** For tests: the second second after noon. */
export const timeAt = (seconds: number): string =>
  new Date(Date.UTC(2026, 10, 23, 12, 0, 0) + seconds * 1000).toISOString().slice(0, -1);

export const probe = (name: string, url: string, tolerance?: Tolerance): FullActivity => ({
  type: 'probe',
  name,
  ...(tolerance === undefined ? {} : { tolerance }),
  provider: { type: 'http', url },
});

export const faultAction = (
  name: string,
  method: 'PATCH' | 'DELETE' | 'POST',
  rules: unknown,
): FullActivity => ({
  type: 'action',
  name,
  provider: { type: 'http', url: `\${endpoint}/_localstack/chaos/faults`, method, arguments: rules },
});

/** An activity that answered so, `at` seconds after the start, in 10 ms. */
export const answered = (
  activity: FullActivity,
  at: number,
  status: number,
  kept?: boolean,
): ActivityRun => ({
  activity,
  start: timeAt(at),
  end: timeAt(at + 0.01),
  duration: 0.01,
  status: 'succeeded',
  output: { status, headers: {}, body: { message: `answer ${status}` } },
  ...(kept === undefined ? {} : { tolerance_met: kept }),
});

export const unanswered = (
  activity: FullActivity,
  at: number,
  exception: readonly string[],
): ActivityRun => ({
  activity,
  start: timeAt(at),
  end: timeAt(at + 3),
  duration: 3,
  status: 'failed',
  output: null,
  exception,
});

export const steady = (...probes: readonly ActivityRun[]): SteadyStateRun => ({
  steady_state_met: probes.every(({ tolerance_met }) => tolerance_met === true),
  probes,
});

export const test = probe('GET /test', `\${base}/test`, 200);
export const hello = probe('GET /v1/hello', `\${base}/v1/hello`, 200);
export const rule = { service: 'lambda', region: 'us-east-1' };
export const fail = faultAction('Fail Lambda', 'PATCH', [rule]);
export const mend = faultAction('Take it back', 'DELETE', [rule]);

export const experiment: Experiment = {
  title: 'Lambda outage',
  description: 'What needs no Lambda stays.',
  'steady-state-hypothesis': { title: 'Everything answers', probes: [test, hello] },
  method: [fail],
  rollbacks: [mend],
};

/** A run that kept everything, but for what is given. */
export const journal = (overrides: Partial<Journal> = {}): Journal => ({
  'chaoslib-version': '1.44.0',
  platform: 'Linux',
  node: 'ci',
  experiment,
  start: timeAt(0),
  end: timeAt(12),
  duration: 12,
  status: 'completed',
  deviated: false,
  steady_states: {
    before: steady(answered(test, 0, 200, true), answered(hello, 1, 200, true)),
    during: [],
    after: steady(answered(test, 9, 200, true), answered(hello, 10, 200, true)),
  },
  run: [answered(fail, 2, 200)],
  rollbacks: [answered(mend, 11, 200)],
  ...overrides,
});

/** Lambda was down, and what needs it did not answer. */
export const deviatedJournal: Journal = journal({
  deviated: true,
  steady_states: {
    before: journal().steady_states.before,
    during: [],
    after: steady(answered(test, 9, 200, true), answered(hello, 10, 502, false)),
  },
});

/** Not even the gate was met. */
export const neverStartedJournal: Journal = journal({
  steady_states: { before: steady(answered(test, 0, 503, false)), during: [], after: null },
  run: [],
});

/** A probe of the hypothesis could not be done. */
export const failedJournal: Journal = journal({
  status: 'failed',
  steady_states: {
    before: journal().steady_states.before,
    during: [],
    after: {
      steady_state_met: null,
      probes: [unanswered(test, 9, ['Traceback\n', 'ActivityFailed: took too long\n'])],
    },
  },
  rollbacks: [],
});

/** What was measured of it under load, with hello down for a while. */
export const measured: LabMeasurements = {
  name: 'chaos-lab',
  faultsTakenBack: true,
  seed: 1,
  steadyState: {
    after: [
      {
        endpoint: 'GET /test',
        met: false,
        confidence: 0.95,
        requests: 400,
        bad: 4,
        errorRate: { met: false, value: 0.01, upper: 0.0227, atMost: 0.01 },
        latency: { met: true, percentile: 95, valueMs: 20, upperMs: 25, atMostMs: 500 },
      },
    ],
  },
  load: { requestsPerSecond: 5, concurrency: 10, requests: 100, notSent: 2 },
  endpoints: [
    {
      endpoint: 'GET /test',
      requests: 50,
      bad: 0,
      p50Ms: 8,
      p95Ms: 20,
      p99Ms: 31,
      detectedAfterMs: null,
      recoveredAfterMs: null,
    },
    {
      endpoint: 'GET /v1/hello',
      requests: 50,
      bad: 10,
      p50Ms: 9,
      p95Ms: 22,
      p99Ms: 40,
      detectedAfterMs: 210,
      recoveredAfterMs: 1300,
    },
  ],
  expected: {
    met: false,
    failed: [{ endpoint: 'GET /v1/hello', met: true, requests: 50, bad: 10 }],
    stayedHealthy: [{ endpoint: 'GET /test', met: false, requests: 50, bad: 1 }],
  },
};
