import type { Endpoint } from '../endpoints/endpoint';
import { describeScope, type FaultScope } from '../faults/faultScope';
import type { FaultRule } from '../faults/rule';
import { impactOf } from './blastRadius';
import { endpointName } from './explain';
import { code, listed, type Phrase, type Sentence, strong } from './sentence';

/** An endpoint that no rule reaches, and why. */
export interface SparedEndpoint {
  readonly endpoint: Endpoint;
  readonly reason: Reason;
}

/** One sentence for each reason, of so many endpoints each. */
const mostSentences = 2;
const mostNamed = 3;
const mostScopes = 2;

export const sparedEndpoints = (
  rules: readonly FaultRule[],
  endpoints: readonly Endpoint[],
): SparedEndpoint[] => {
  const inForce = rules.filter(({ probability = 1 }) => probability > 0);
  if (inForce.length === 0) return [];
  return endpoints
    .filter((endpoint) => inForce.every((rule) => impactOf(rule, endpoint) === undefined))
    .map((endpoint) => ({ endpoint, reason: reasonOf(inForce, endpoint) }));
};

/**
 * Why endpoints do well under faults: `GET /test in us-east-1 stays healthy: no Lambda behind it.` Only of those that
 * no rule reaches, and that have answered well since.
 */
export const unaffected = (
  spared: readonly SparedEndpoint[],
  isWell: (endpoint: Endpoint) => boolean,
): Sentence[] => {
  const groups = new Map<string, Group>();
  for (const { endpoint, reason } of spared) {
    if (!isWell(endpoint)) continue;
    const key = `${endpoint.region} ${reason.kind}`;
    const group = groups.get(key) ?? { reason, endpoints: [] };
    groups.set(key, group);
    group.endpoints.push(endpoint);
  }
  return [...groups.values()]
    .sort((a, b) => order.indexOf(a.reason.kind) - order.indexOf(b.reason.kind))
    .slice(0, mostSentences)
    .map(sentenceOf);
};

interface Group {
  readonly reason: Reason;
  readonly endpoints: Endpoint[];
}

type Reason =
  | { readonly kind: 'no-function' }
  | { readonly kind: 'elsewhere-on-the-way'; readonly scopes: readonly string[] }
  | { readonly kind: 'other-region' };

/** What tells most comes first. */
const order: readonly Reason['kind'][] = ['no-function', 'elsewhere-on-the-way', 'other-region'];

const reasonOf = (rules: readonly FaultScope[], { region, integration }: Endpoint): Reason => {
  const regions = integration.kind === 'lambda' ? [region, integration.region] : [region];
  const near = rules.filter((rule) => rule.region === undefined || regions.includes(rule.region));
  if (near.length === 0) return { kind: 'other-region' };
  const wouldHitFunction = near.some(
    ({ service, operation = 'Invoke' }) => service === 'lambda' && operation === 'Invoke',
  );
  if (wouldHitFunction && integration.kind !== 'lambda') return { kind: 'no-function' };
  return { kind: 'elsewhere-on-the-way', scopes: [...new Set(near.map(nameOf))] };
};

/** Without its region: that is said already. */
const nameOf = ({ service, operation }: FaultScope): string =>
  [service, operation].filter(Boolean).join(' ') || describeScope({});

const sentenceOf = ({ reason, endpoints }: Group): Sentence => {
  const many = endpoints.length > 1;
  const named: Phrase[] = endpoints.slice(0, mostNamed).map((endpoint) => strong(endpointName(endpoint)));
  const more = endpoints.length - named.length;
  return [
    ...listed(more > 0 ? [...named, `${more} more`] : named),
    ' in ',
    code(endpoints[0]?.region ?? ''),
    many ? ' stay healthy: ' : ' stays healthy: ',
    ...because(reason, many ? 'them' : 'it'),
  ];
};

const because = (reason: Reason, them: string): Phrase[] => {
  switch (reason.kind) {
    case 'no-function':
      return [`no Lambda behind ${them}.`];
    case 'other-region':
      return ['no fault is in that region.'];
    case 'elsewhere-on-the-way': {
      const { scopes } = reason;
      const shown: Phrase[] = scopes.slice(0, mostScopes).map(code);
      const more = scopes.length - shown.length;
      const verb = scopes.length > 1 ? ' are' : ' is';
      return [...listed(more > 0 ? [...shown, `${more} more`] : shown), `${verb} not on the way to ${them}.`];
    }
  }
};
