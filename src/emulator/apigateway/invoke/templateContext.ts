import { createTemplateInput, type TemplateInput } from '../template/templateInput';
import type { Invocation } from './invocation';

/** `$context` of one invocation. The request template and the response template share it, and may set overrides. */
export interface TemplateContext extends Record<string, unknown> {
  readonly responseOverride: { status?: unknown; readonly header: Record<string, unknown> };
}

export const createTemplateContext = ({ context }: Invocation): TemplateContext => ({
  ...context,
  requestOverride: { header: {}, path: {}, querystring: {} },
  responseOverride: { header: {} },
});

/** `$input` over a body, with the parameters of the request. */
export const inputFor = ({ request, pathParameters }: Invocation, body: string): TemplateInput =>
  createTemplateInput(body, { path: pathParameters, querystring: request.query, header: request.headers });
