import { describeScope } from '../../core/faults/faultScope';
import { bodyDiff } from '../../core/lab/bodyDiff';
import { bodyText } from '../../core/lab/bodyText';
import type { LoggedResponse, ResponseDetail } from '../../core/lab/responseLog';
import { rulePhrase } from '../../core/lab/rulePhrase';
import { code, type Sentence } from '../../core/lab/sentence';
import type { ResponseView } from '../lab/protocol';

/** A response looked at closely, and against the last healthy one of its endpoint. */
export const responseView = (
  response: LoggedResponse,
  healthy: LoggedResponse | undefined,
): ResponseView => ({
  origin: originOf(response),
  headers: response.detail?.headers ?? [],
  body: bodyText(response.detail?.body ?? new Uint8Array()),
  bytes: response.detail?.body.length ?? 0,
  truncated: response.detail?.truncated ?? false,
  ...comparison(response, healthy),
});

const originOf = ({ injected, rule, status, error, detail }: LoggedResponse): Sentence => {
  if (status === 0 && !rule) return ['Nothing answered: ', code(error ?? 'no reason'), '.'];
  if (!injected) return real(detail);
  if (!rule) return ['Injected by a rule that is gone by now.'];
  return ['Injected: the rule for ', code(describeScope(rule)), ' ', ...rulePhrase(rule), '.'];
};

/** `x-chaos-delay: 184.2;rule=0` (docs/chaos-api.md). */
const real = (detail: ResponseDetail | undefined): Sentence => {
  const [, delay] = detail?.headers.find(([name]) => name.toLowerCase() === 'x-chaos-delay') ?? [];
  const ms = delay?.split(',').reduce((sum, each) => sum + Number.parseFloat(each), 0);
  if (ms === undefined || Number.isNaN(ms)) return ['Real: no rule had a part in this answer.'];
  return ['Real, but a rule made it ', code(`${Math.round(ms)} ms`), ' late.'];
};

const comparison = (
  response: LoggedResponse,
  healthy: LoggedResponse | undefined,
): Pick<ResponseView, 'diff' | 'note'> => {
  if (!healthy?.detail) return { note: 'There is no healthy answer of this endpoint to compare with yet.' };
  if (!response.detail && response.status !== 0)
    return { note: 'Headers and body of this answer are not kept (any more).' };
  const diff = bodyDiff(asText(healthy, healthy.detail), asText(response, response.detail));
  return diff ? { diff } : { note: 'The answers are too long to be compared.' };
};

/** These differ from one answer to the next and tell nothing. */
const volatile =
  /^(date|age|content-length|x-amzn-requestid|x-amz-apigw-id|x-amzn-trace-id|x-amz-request-id|connection|keep-alive)$/i;

const asText = ({ status }: LoggedResponse, detail: ResponseDetail | undefined): string => {
  if (!detail) return 'no answer';
  const headers = detail.headers
    .filter(([name]) => !volatile.test(name))
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .sort();
  return [`HTTP ${status}`, ...headers, '', bodyText(detail.body).text].join('\n');
};
