import { createTemplateInput, type TemplateInput } from '../template/templateInput';
import type { Invocation } from './invocation';

/** `$context` of one invocation. The request template and the response template share it, and may set overrides. */
export interface TemplateContext extends Record<string, unknown> {
  readonly responseOverride: ResponseOverride;
}

export interface ResponseOverride {
  readonly status?: unknown;
  readonly header: Readonly<Record<string, unknown>>;
}

const NOTHING: ResponseOverride = { header: {} };

/** What the templates of one invocation share, made when the first of them asks for it: many never do. */
export class TemplateScope {
  private made: TemplateContext | undefined;

  constructor(private readonly invocation: Invocation) {}

  get context(): TemplateContext {
    this.made ??= {
      ...this.invocation.context,
      requestOverride: { header: {}, path: {}, querystring: {} },
      responseOverride: { header: {} },
    };
    return this.made;
  }

  /** What the templates have set so far. */
  get responseOverride(): ResponseOverride {
    return this.made?.responseOverride ?? NOTHING;
  }
}

/** `$input` over a body, with the parameters of the request. */
export const inputFor = ({ request, pathParameters }: Invocation, body: string): TemplateInput =>
  createTemplateInput(body, { path: pathParameters, querystring: request.query, header: request.headers });
