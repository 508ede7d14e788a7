import type { HttpReply } from '../../../aws/http';
import type { CompiledResponse } from './compiledApi';
import { misconfigured } from './gatewayError';
import type { Invocation } from './invocation';
import { mapResponseHeaders } from './mapResponseHeaders';
import { renderTemplate } from './renderTemplate';
import { safeHeaders } from './safeHeaders';
import type { TemplateScope } from './templateContext';

export interface IntegrationResult {
  /** What selection patterns are matched against: a status, or a function's error message. */
  readonly selector: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the caller gets of an integration's result: the response its selector chooses, templates and headers mapped. */
export function integrationReply(
  invocation: Invocation,
  result: IntegrationResult,
  scope: TemplateScope,
): HttpReply {
  const response = selectResponse(invocation.method.responses, result.selector);
  const [contentType, template] = chooseTemplate(response, invocation.http.headers.accept);
  const body =
    template === undefined ? result.body : renderTemplate(template, result.body, invocation, scope);
  const { status, header } = scope.responseOverride;
  return {
    status: isStatus(status) ? status : Number(response.definition.statusCode),
    headers: {
      'content-type': contentType,
      ...mapResponseHeaders(response.definition.responseParameters ?? {}, invocation, result),
      ...safeHeaders(header),
    },
    body,
  };
}

const isStatus = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 599;

/** The first whose pattern matches, else the one without a pattern. */
function selectResponse(responses: readonly CompiledResponse[], selector: string): CompiledResponse {
  const chosen =
    responses.find(({ pattern }) => pattern?.test(selector)) ??
    responses.find(({ pattern }) => pattern === undefined);
  if (chosen !== undefined) return chosen;
  throw misconfigured(`No integration response matches "${selector}" and there is no default one.`);
}

/** The template for the caller's Accept, else the one for JSON, else the first. */
function chooseTemplate({ templates }: CompiledResponse, accept: string | undefined) {
  const wanted = accept?.split(',').map((type) => type.split(';', 1)[0]?.trim().toLowerCase() ?? '') ?? [];
  const types = [...templates.keys()];
  const type =
    wanted.find((name) => templates.has(name)) ?? types.find((name) => name === 'application/json');
  const contentType = type ?? types[0] ?? 'application/json';
  return [contentType, templates.get(contentType)] as const;
}
