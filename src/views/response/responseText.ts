import type { RequestToSend, SentResponse } from '../../core/endpoints/sendRequest';
import { describeScope } from '../../core/faults/faultScope';
import type { FaultRule } from '../../core/faults/rule';

/** A request that was answered, and the rule that answered it if one did. */
export interface Exchange {
  readonly request: RequestToSend;
  readonly response: SentResponse;
  readonly rule?: FaultRule;
}

/** The answer as a person reads it: what came and why, then headers and body. */
export const responseText = ({ request, response, rule }: Exchange): string =>
  [
    statusLine(response),
    origin(response, rule),
    '',
    `${request.method} ${request.url}`,
    ...(request.host ? [`Host: ${request.host}`] : []),
    '',
    ...response.headers.map(([name, value]) => `${name}: ${value}`),
    '',
    readableBody(response),
    '',
  ].join('\n');

const statusLine = ({ status, statusText, durationMs }: SentResponse): string =>
  `HTTP ${[status, statusText].filter(Boolean).join(' ')} in ${durationMs} ms`;

const origin = ({ injected }: SentResponse, rule: FaultRule | undefined): string => {
  if (!injected) return 'Real: no fault of the engine made this answer.';
  if (!rule) return 'Injected by a rule that is gone by now.';
  const { statusCode = 503, code = 'ServiceUnavailable' } = rule.error ?? {};
  return `Injected: the rule for ${describeScope(rule)} answers ${statusCode} ${code}.`;
};

/** The rule that the engine says has fired, by its index. */
export const firedRule = ({ headers }: SentResponse): number | undefined => {
  const [, index] = headers.find(([name]) => name.toLowerCase() === 'x-chaos-rule') ?? [];
  return index !== undefined && /^\d+$/.test(index) ? Number(index) : undefined;
};

const readableBody = ({ body, encoding, truncated }: SentResponse): string => {
  if (body === '') return '(no body)';
  const note = truncated ? '\n… (longer than is shown)' : '';
  return (encoding === 'base64' ? `(not text; in base64)\n${body}` : indented(body)) + note;
};

const indented = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body; // not JSON: as it came
  }
};
