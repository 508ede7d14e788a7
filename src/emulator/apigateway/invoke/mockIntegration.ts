import type { HttpReply } from '../../../aws/http';
import { misconfigured } from './gatewayError';
import { integrationRequestBody } from './integrationRequest';
import { integrationReply } from './integrationResponse';
import type { Invocation } from './invocation';
import { TemplateScope } from './templateContext';

/** MOCK: the request template says only the status; the integration response of that status says the rest. */
export function runMock(invocation: Invocation): HttpReply {
  const scope = new TemplateScope(invocation);
  const statusCode = statusIn(integrationRequestBody(invocation, scope));
  return integrationReply(invocation, { selector: statusCode, body: '', headers: {} }, scope);
}

/** Accepts what API Gateway does: `{statusCode: 200}` without quotes too, as the console and osls write it. */
function statusIn(rendered: string): string {
  const status = /(?:^|[{,\s])["']?statusCode["']?\s*:\s*(\d{3})\b/.exec(rendered)?.[1];
  if (status !== undefined) return status;
  throw misconfigured(
    'Unable to parse statusCode. The request template must give {"statusCode": 200} or the like.',
  );
}
