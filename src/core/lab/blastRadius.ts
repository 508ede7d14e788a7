import type { Endpoint } from '../endpoints/endpoint';
import type { FaultScope } from '../faults/faultScope';

/** Where on the way to an answer a fault meets a call of an endpoint. */
export type Impact = 'gateway' | 'function';

/**
 * What a rule does to calls of an endpoint; undefined when it leaves them alone. A call is matched as API Gateway's
 * `InvokeRestApi`, then, with a Lambda behind it, as that function's `Invoke` (docs/data-plane.md).
 */
export const impactOf = (
  scope: FaultScope,
  { region, integration }: Pick<Endpoint, 'region' | 'integration'>,
): Impact | undefined => {
  if (reaches(scope, region, 'apigateway', 'InvokeRestApi')) return 'gateway';
  if (integration.kind !== 'lambda') return undefined;
  return reaches(scope, integration.region, 'lambda', 'Invoke') ? 'function' : undefined;
};

/** Asked of hundreds of endpoints and each answer of theirs: nothing is made for it. */
const reaches = (scope: FaultScope, region: string, service: string, operation: string): boolean =>
  (scope.region === undefined || scope.region === region) &&
  (scope.service === undefined || scope.service === service) &&
  (scope.operation === undefined || scope.operation === operation);

/** The endpoints whose calls a rule hits. */
export const blastRadius = (scope: FaultScope, endpoints: readonly Endpoint[]): Endpoint[] =>
  endpoints.filter((endpoint) => impactOf(scope, endpoint) !== undefined);

/** How a prediction stands against what has happened. */
export interface Verdict {
  /** `waiting`: not every endpoint that is probed has answered since. */
  readonly state: 'waiting' | 'as-predicted' | 'different';
  /** Ids of endpoints that should have been hit, and answered well. */
  readonly spared: readonly string[];
  /** Ids of endpoints that were hit and should not have been. */
  readonly surprised: readonly string[];
}

/** What an endpoint answered since the rule was set. */
export interface Outcome {
  readonly endpoint: Endpoint;
  readonly answers: number;
  /** Answers that this rule had a part in. */
  readonly hit: number;
}

/** Answers that a rule of this probability would have met by now, as good as surely. */
const enoughAnswers = (probability: number): number =>
  probability >= 1 ? 1 : probability <= 0 ? Infinity : Math.ceil(Math.log(0.01) / Math.log(1 - probability));

/** Compares what a rule was to hit with what it hit. */
export const judge = (scope: FaultScope, probability: number, outcomes: readonly Outcome[]): Verdict => {
  const probed = outcomes.filter(({ endpoint }) => endpoint.probeable);
  const due = probed.filter(({ endpoint }) => impactOf(scope, endpoint) !== undefined);
  const needed = enoughAnswers(probability);
  const spared = due.filter(({ answers, hit }) => hit === 0 && answers >= needed);
  const surprised = probed.filter(({ endpoint, hit }) => hit > 0 && !impactOf(scope, endpoint));
  const different = spared.length > 0 || surprised.length > 0;
  const waiting = due.some(({ hit, answers }) => hit === 0 && answers < needed);
  return {
    state: different ? 'different' : waiting ? 'waiting' : 'as-predicted',
    spared: spared.map(({ endpoint }) => endpoint.id),
    surprised: surprised.map(({ endpoint }) => endpoint.id),
  };
};
