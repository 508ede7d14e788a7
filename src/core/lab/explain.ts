import type { Endpoint } from '../endpoints/endpoint';
import type { Capabilities } from '../engines/engine';
import type { FaultScope } from '../faults/faultScope';
import { type FaultRule, outcomeOf } from '../faults/rule';
import { type Impact, impactOf } from './blastRadius';
import { isFailed, type Mark } from './mark';
import { attemptsOf, maskedSentence, percent } from './maskedFaults';
import { rulePhrase } from './rulePhrase';
import { code, type Phrase, type Sentence, strong } from './sentence';

/** Why an endpoint fails. */
export interface Explanation {
  readonly endpointId: string;
  /** Unix ms of the first of the failures without a good answer in between. */
  readonly since: number;
  /** The same for endpoints that fail for the same reason. */
  readonly cause: string;
  readonly sentence: Sentence;
}

/** What is known of an endpoint's answers. */
export interface Evidence {
  readonly endpoint: Endpoint;
  /** The last answers, oldest first. */
  readonly marks: readonly Mark[];
  /** The rule that had a part in the last failed answer, as it was then. */
  readonly rule?: FaultRule;
  /** Why there was no answer, when the last one failed so. */
  readonly error?: string;
}

/** An answer says nothing of the present any more after so many others. */
const recent = 5;

/** One sentence for an endpoint that fails; undefined for one that does well. */
export const explain = (
  evidence: Evidence,
  engine: Pick<Capabilities, 'product'>,
): Explanation | undefined => {
  const { endpoint, marks } = evidence;
  const last = marks.slice(-recent).findLast(isFailed);
  if (!last) return undefined;
  const impact = evidence.rule && impactOf(evidence.rule, endpoint);
  const failures = marks.slice(firstFailure(marks));
  return {
    endpointId: endpoint.id,
    since: failures[0]?.at ?? last.at,
    cause: causeKey(evidence, last, impact),
    sentence: [
      ...subject(endpoint, last, failures.every(isFailed)),
      ': ',
      ...cause(evidence, last, impact, engine),
    ],
  };
};

/** Of those that came in a row and last until now; else, of those that are recent, the first. */
const firstFailure = (marks: readonly Mark[]): number => {
  const lastGood = marks.findLastIndex((mark) => !isFailed(mark));
  if (lastGood < marks.length - 1) return lastGood + 1;
  const start = Math.max(0, marks.length - recent);
  return start + marks.slice(start).findIndex(isFailed);
};

const causeKey = (
  { rule, error, endpoint }: Evidence,
  { status }: Mark,
  impact: Impact | undefined,
): string => (rule ? `rule ${ruleKey(rule)} ${impact}` : `real ${status} ${error ?? ''} ${endpoint.id}`);

const ruleKey = ({ region, service, operation, error }: FaultRule): string =>
  JSON.stringify([region, service, operation, error?.statusCode, error?.code]);

const subject = (endpoint: Endpoint, { status }: Mark, always: boolean): Phrase[] => {
  const who = [strong(endpointName(endpoint)), ' in ', code(endpoint.region)];
  const some = always ? '' : ' now and then';
  return status === 0
    ? [...who, ` does not answer${some}`]
    : [...who, ' answers ', strong(String(status)), some];
};

/** `GET /v1/hello`, behind a custom domain `GET chaos-example.demo.com/v1/hello`. */
export const endpointName = ({ method, path, domain }: Endpoint): string =>
  `${method} ${domain ?? ''}${path}`;

const cause = (
  { endpoint, rule, error }: Evidence,
  last: Mark,
  impact: Impact | undefined,
  engine: Pick<Capabilities, 'product'>,
): Phrase[] => {
  if (rule && impact) {
    const masked = maskedSentence(rule, attemptsOf(engine, impact));
    const shown = impact === 'function' ? functionFault(endpoint, rule) : gatewayFault(rule);
    return masked ? [...shown, ' ', ...masked] : shown;
  }
  if (last.injected) return ['a rule that is gone by now made this answer.'];
  if (last.status === 0) return noAnswer(error);
  return realFailure(endpoint, last);
};

const functionFault = (endpoint: Endpoint, rule: FaultRule): Phrase[] => [
  'API Gateway could not invoke the Lambda ',
  code(functionName(endpoint)),
  ', because the rule ',
  ...ruleName(rule),
  ' ',
  ...rulePhrase(rule),
  ' to ',
  ...shareOf(rule, code('Invoke')),
  '.',
];

const gatewayFault = (rule: FaultRule): Phrase[] => [
  'the rule ',
  ...ruleName(rule),
  ' ',
  ...rulePhrase(rule),
  outcomeOf(rule) === 'error' ? ' in place of API Gateway to ' : ' to ',
  ...shareOf(rule, 'call'),
  '.',
];

const shareOf = ({ probability = 1 }: FaultRule, call: Phrase): Phrase[] =>
  probability >= 1 ? ['every ', call] : [call, `, with a probability of ${percent(probability)}`];

/** `lambda` in `us-east-1`; `all of` `us-east-1`. */
const ruleName = ({ region, service, operation }: FaultScope): Phrase[] => {
  const what = [service, operation].filter(Boolean).join(' ');
  const where: Phrase[] = region === undefined ? ['all regions'] : [code(region)];
  return what === '' ? ['for ', ...where] : [code(what), ' in ', ...where];
};

const functionName = ({ integration }: Endpoint): string =>
  integration.kind === 'lambda' ? integration.functionName : '';

const noAnswer = (error: string | undefined): Phrase[] =>
  error === 'timeout'
    ? ['it took longer than the time limit of a probe.']
    : ['the connection failed with ', code(error ?? 'no reason'), '. Check that the engine runs.'];

/** No rule had a part in it. */
const realFailure = ({ integration }: Endpoint, { status }: Mark): Phrase[] => {
  if (integration.kind !== 'lambda') return ['a real failure, not injected. No rule had a part in it.'];
  const name = code(integration.functionName);
  if (integration.missing) return ['there is no Lambda ', name, '. Deploy it, or correct the integration.'];
  if (status === 502)
    return [
      'a real failure, not injected. The Lambda ',
      name,
      ' failed, or gave no valid answer. Its log tells more.',
    ];
  if (status === 504) return ['a real failure, not injected. The Lambda ', name, ' took too long.'];
  return ['a real failure, not injected. The Lambda ', name, ' answered so itself.'];
};
