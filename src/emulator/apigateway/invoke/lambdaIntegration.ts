import { readFunctionUri } from '../../../aws/apigateway/functionUri';
import type { HttpReply } from '../../../aws/http';
import { callFunction } from './callFunction';
import { notEmulated } from './gatewayError';
import { integrationRequestBody } from './integrationRequest';
import { integrationReply } from './integrationResponse';
import type { Invocation } from './invocation';
import { TemplateScope } from './templateContext';

/** AWS with a function behind it: templates make the event and the answer. Other services are not emulated. */
export async function runLambda(invocation: Invocation): Promise<HttpReply> {
  const { uri } = invocation.method.integration;
  if (readFunctionUri(uri) === undefined) {
    throw notEmulated(`The embedded emulator runs AWS integrations with Lambda only, not ${uri}.`);
  }
  const scope = new TemplateScope(invocation);
  const event = integrationRequestBody(invocation, scope) || '{}';
  const { payload, functionError } = await callFunction(invocation, event);
  const selector = functionError === undefined ? '' : errorMessageOf(payload);
  return integrationReply(invocation, { selector, body: payload, headers: {} }, scope);
}

function errorMessageOf(payload: string): string {
  const error = JSON.parse(payload) as { errorMessage?: unknown } | null;
  return String(error?.errorMessage ?? '');
}
