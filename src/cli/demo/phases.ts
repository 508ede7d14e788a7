import type { Endpoint } from '../../core/endpoints/endpoint';
import type { FaultRule } from '../../core/faults/rule';

/** What an answer must be for a phase to have gone as promised. */
export interface Expectation {
  readonly status: number;
  /** It took at least this long. */
  readonly atLeastMs?: number;
}

/** One state of the engine, and what it does to every endpoint. */
export interface Phase {
  /** Head of its column. */
  readonly name: string;
  readonly title: string;
  readonly rule?: FaultRule;
  readonly latencyMs?: number;
  expect(endpoint: Endpoint): Expectation;
  /** What `GetFunction` through the AWS SDK must give: an error code; it must succeed when absent. */
  readonly getFunctionFails?: string;
}

export const faultedRegion = 'us-east-1';
export const demoRegions: readonly string[] = [faultedRegion, 'us-west-2'];

const ok: Expectation = { status: 200 };
const injected: Expectation = { status: 503 };
const latencyMs = 400;
const throttled = { statusCode: 429, code: 'TooManyRequestsException' };

const isFaulted = ({ region }: Endpoint): boolean => region === faultedRegion;
const needsLambda = ({ integration }: Endpoint): boolean => integration.kind === 'lambda';

/** The story of the demo, in order. The last phase is what remains when everything was taken back. */
export const phases: readonly Phase[] = [
  { name: 'steady', title: 'Steady state', expect: () => ok },
  {
    name: 'apigateway',
    title: `Fault on apigateway in ${faultedRegion}`,
    rule: { region: faultedRegion, service: 'apigateway' },
    expect: (endpoint) => (isFaulted(endpoint) ? injected : ok),
  },
  {
    name: 'lambda',
    title: `Fault on lambda in ${faultedRegion}`,
    rule: { region: faultedRegion, service: 'lambda' },
    // API Gateway itself is well: what it cannot get from Lambda is its 502.
    expect: (endpoint) => (isFaulted(endpoint) && needsLambda(endpoint) ? { status: 502 } : ok),
    getFunctionFails: 'ServiceUnavailable',
  },
  {
    name: 'region',
    title: `Outage of ${faultedRegion}`,
    rule: { region: faultedRegion },
    expect: (endpoint) => (isFaulted(endpoint) ? injected : ok),
    getFunctionFails: 'ServiceUnavailable',
  },
  {
    name: 'GetFunction',
    title: `Fault on lambda GetFunction in ${faultedRegion}`,
    rule: { region: faultedRegion, service: 'lambda', operation: 'GetFunction', error: throttled },
    expect: () => ok,
    getFunctionFails: throttled.code,
  },
  {
    name: 'latency',
    title: `Network latency of ${latencyMs} ms`,
    latencyMs,
    expect: () => ({ status: 200, atLeastMs: latencyMs }),
  },
  { name: 'halted', title: 'Halt all', expect: () => ok },
];
